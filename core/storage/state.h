#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/identifiers.h"
#include "storage/table.h"
#include "storage/tree.h"
#include "stream/stream.h"

namespace shardbook {

/// Something that happens by itself when its time has come.
struct Work {
  enum class Kind : std::uint8_t {
    activate_table,
    remove_table,
    roll_shard_over,
    trim_stream,
    forget_token,
    settle_time_to_live,
    expire_items,
    forget_decreases,
    start_backfill,
    split_for_heat
  };
  Kind kind = Kind::activate_table;
  std::string region;
  /// Table name, stream ARN or token key.
  std::string subject;
  /// Table id, so that a later table of the same name is left alone; or shard id.
  std::string detail;
};

/// A TransactWriteItems that was done under a ClientRequestToken: its repetition changes nothing and consumes these read units.
struct DoneTransaction {
  std::uint64_t fingerprint = 0;
  std::vector<std::pair<std::string, double>> read_units;  // by table, as the request named it
};

/// All that the engine knows, as a value: copying it copies a few references.
struct State {
  std::int64_t now = 0;
  Identifiers identifiers;
  Tree<Ref<Table>> tables;    // by table_key
  Tree<Ref<Stream>> streams;  // by stream_key: a region's newest first
  Tree<Work> schedule;        // by due time, then in the order it was planned
  std::uint64_t planned = 0;
  Tree<DoneTransaction> done_transactions;  // by region and token
  std::int64_t calls = 0;

  /// Null if there is none. For reading.
  const Table* find_table(std::string_view region, std::string_view name) const;
  /// For writing, alone in this state's hands. There must be such a table.
  Table& edit_table(std::string_view region, std::string_view name);
  void put_table(Ref<Table> table);
  void remove_table(std::string_view region, std::string_view name);

  const Stream* find_stream(std::string_view arn) const;
  Stream& edit_stream(std::string_view arn);
  void put_stream(Ref<Stream> stream);
  void remove_stream(std::string_view arn);

  void plan(std::int64_t due, Work work);
  /// Takes the earliest work that is due by `time`; false if there is none. `due` is its time.
  bool take_due(std::int64_t time, Work& work, std::int64_t& due);
};

std::string table_key(std::string_view region, std::string_view name);
/// Before all stream_keys of a region.
std::string stream_key_prefix(std::string_view region);
std::string stream_key(const Stream& stream);

}  // namespace shardbook
