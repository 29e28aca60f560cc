#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/key.h"
#include "storage/resource_policy.h"
#include "storage/tree.h"
#include "value/item.h"

namespace shardbook {

enum class Change : std::uint8_t { insert, modify, remove };
constexpr Change last_of(Change) { return Change::remove; }
/// "INSERT", "MODIFY", "REMOVE".
std::string_view name_of(Change change);

/// One change to one item, as the stream stores it. The view type decides which images readers see.
struct StreamRecord : Shared {
  std::uint64_t sequence = 0;
  std::int64_t created = 0;  // ms since the epoch
  Change change = Change::insert;
  Item keys;
  Item old_image;
  Item new_image;
  bool by_service = false;

  void archive(auto& archive) { archive(sequence, created, change, keys, old_image, new_image, by_service); }
};

inline constexpr std::uint64_t kNoSequence = 0;

/// A run of records from one partition.
struct Shard : Shared {
  std::string id;
  std::string parent;  // empty: none. The parent may already be gone from the stream.
  std::uint32_t partition = 0;
  std::int64_t opened = 0;
  std::int64_t closed = 0;  // 0: open
  std::uint64_t starting_sequence = 0;
  std::uint64_t ending_sequence = kNoSequence;
  Tree<StreamRecord> records;  // by sequence_key
  /// Records up to this one have passed the trim horizon.
  std::uint64_t trimmed_through = kNoSequence;

  bool is_open() const { return closed == 0; }

  void archive(auto& archive) {
    archive(id, parent, partition, opened, closed, starting_sequence, ending_sequence, records, trimmed_through);
  }
};

/// A table's stream: its shards in the order they were opened. Outlives its table by a day.
///
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
struct Stream : Shared {
  std::string arn;
  std::string label;
  std::string region;
  std::string table;
  std::string table_id;
  std::string view_type;
  KeySchema keys;
  bool enabled = true;
  std::int64_t created = 0;
  std::vector<Ref<Shard>> shards;
  bool trim_planned = false;
  ResourcePolicy policy;

  bool shows_old_images() const { return view_type == "OLD_IMAGE" || view_type == "NEW_AND_OLD_IMAGES"; }
  bool shows_new_images() const { return view_type == "NEW_IMAGE" || view_type == "NEW_AND_OLD_IMAGES"; }

  Ref<Shard>* find_shard(std::string_view id);
  const Shard* find_shard(std::string_view id) const;
  /// Returns a partition's open shard, or null if the stream is disabled.
  Ref<Shard>* open_shard_of(std::uint32_t partition);
  const Shard* open_shard_of(std::uint32_t partition) const;

  void archive(auto& archive) {
    archive(arn, label, region, table, table_id, view_type, keys, enabled, created, shards, trim_planned, policy);
  }
};

/// Returns 21 decimal digits.
std::string sequence_text(std::uint64_t sequence);
/// Returns kNoSequence if the text is not a sequence number, UINT64_MAX if it is larger than any of ours.
std::uint64_t sequence_from_text(std::string_view text);
/// Returns a key that orders as the numbers do.
std::string sequence_key(std::uint64_t sequence);

}  // namespace shardbook
