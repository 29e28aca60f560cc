#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace shardbook {

/// Scheduled work, which runs when its time comes. Each kind names its subject; engine/due_work.cc maps kinds to the functions that run
/// them.

/// Work on a table. Void once the table is gone: another table of the same name has a different id.
struct TableWork {
  std::string table;
  std::string table_id;

  void archive(auto& archive) { archive(table, table_id); }
};

/// The end of CREATING or UPDATING.
struct ActivateTable : TableWork {};
/// The end of an update that leaves its table ACTIVE: of encryption, warm throughput, or an index's throughput.
struct SettleUpdate : TableWork {};
/// The end of DELETING.
struct RemoveTable : TableWork {};
/// The start of a UTC day, which resets the count of throughput decreases.
struct ForgetDecreases : TableWork {};
/// The start of an added index's backfill.
struct StartBackfill : TableWork {};
/// Time to Live becomes ENABLED or DISABLED.
struct SettleTimeToLive : TableWork {};
/// Items expire.
struct ExpireItems : TableWork {};
/// A partition has been asked for more than it can serve.
struct SplitForHeat : TableWork {
  std::uint32_t partition = 0;

  void archive(auto& archive) { archive(table, table_id, partition); }
};
/// A shard has been open for four hours.
struct RollShardOver {
  std::string stream_arn;
  std::string shard;

  void archive(auto& archive) { archive(stream_arn, shard); }
};
/// Records or closed shards pass the trim horizon.
struct TrimStream {
  std::string stream_arn;

  void archive(auto& archive) { archive(stream_arn); }
};
/// A ClientRequestToken is forgotten.
struct ForgetToken {
  std::string key;

  void archive(auto& archive) { archive(key); }
};

struct Work {
  std::string region;
  std::variant<ActivateTable, SettleUpdate, RemoveTable, ForgetDecreases, StartBackfill, SettleTimeToLive, ExpireItems, SplitForHeat,
               RollShardOver, TrimStream, ForgetToken>
      what;

  void archive(auto& archive) { archive(region, what); }
};

}  // namespace shardbook
