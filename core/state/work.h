#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace shardbook {

/// What happens by itself when its time has come. Each kind says what it is about; who performs it is in engine/due_work.cc.

/// Work on a table. It is void once the table is gone: a later one of the same name has another id.
struct TableWork {
  std::string table;
  std::string table_id;

  void archive(auto& archive) { archive(table, table_id); }
};

/// CREATING or UPDATING ends.
struct ActivateTable : TableWork {};
/// DELETING ends.
struct RemoveTable : TableWork {};
/// A new UTC day begins: no throughput has been decreased in it.
struct ForgetDecreases : TableWork {};
/// An index that was added begins to be filled.
struct StartBackfill : TableWork {};
/// Time to Live is ENABLED or DISABLED.
struct SettleTimeToLive : TableWork {};
/// Items have expired.
struct ExpireItems : TableWork {};
/// A partition has been asked for more than it can serve.
struct SplitForHeat : TableWork {
  std::uint32_t partition = 0;

  void archive(auto& archive) { archive(table, table_id, partition); }
};
/// A shard has been open for its four hours.
struct RollShardOver {
  std::string stream_arn;
  std::string shard;

  void archive(auto& archive) { archive(stream_arn, shard); }
};
/// Records or closed shards have passed the trim horizon.
struct TrimStream {
  std::string stream_arn;

  void archive(auto& archive) { archive(stream_arn); }
};
/// A ClientRequestToken is no longer remembered.
struct ForgetToken {
  std::string key;

  void archive(auto& archive) { archive(key); }
};

struct Work {
  std::string region;
  std::variant<ActivateTable, RemoveTable, ForgetDecreases, StartBackfill, SettleTimeToLive, ExpireItems, SplitForHeat, RollShardOver,
               TrimStream, ForgetToken>
      what;

  void archive(auto& archive) { archive(region, what); }
};

}  // namespace shardbook
