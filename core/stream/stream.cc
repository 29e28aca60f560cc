#include "stream/stream.h"

#include <algorithm>

#include "value/padded.h"

namespace shardbook {

namespace {

// "1" and 20 digits: fits any unsigned 64-bit number, and the text orders as the numbers do.
constexpr std::size_t kDigits = 20;

}  // namespace

std::string_view name_of(Change change) {
  switch (change) {
    case Change::insert:
      return "INSERT";
    case Change::modify:
      return "MODIFY";
    case Change::remove:
      return "REMOVE";
  }
  return "";
}

Ref<Shard>* Stream::find_shard(std::string_view id) {
  const auto found = std::find_if(shards.begin(), shards.end(), [&](const Ref<Shard>& shard) { return shard->id == id; });
  return found == shards.end() ? nullptr : &*found;
}

const Shard* Stream::find_shard(std::string_view id) const {
  const Ref<Shard>* found = const_cast<Stream*>(this)->find_shard(id);
  return found == nullptr ? nullptr : found->get();
}

Ref<Shard>* Stream::open_shard_of(std::uint32_t partition) {
  // Open shards are last in the list.
  const auto found = std::find_if(shards.rbegin(), shards.rend(), [&](const Ref<Shard>& shard) { return shard->partition == partition; });
  return found == shards.rend() || !(*found)->is_open() ? nullptr : &*found;
}

const Shard* Stream::open_shard_of(std::uint32_t partition) const {
  const Ref<Shard>* found = const_cast<Stream*>(this)->open_shard_of(partition);
  return found == nullptr ? nullptr : found->get();
}

std::string sequence_text(std::uint64_t sequence) { return "1" + padded(sequence, kDigits); }

std::uint64_t sequence_from_text(std::string_view text) {
  if (text.size() < kDigits + 1) return kNoSequence;
  if (text.size() > kDigits + 1 || text[0] != '1') return UINT64_MAX;
  std::uint64_t value = 0;
  for (char c : text.substr(1)) {
    if (c < '0' || c > '9') return kNoSequence;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (UINT64_MAX - digit) / 10) return UINT64_MAX;
    value = value * 10 + digit;
  }
  return value;
}

std::string sequence_key(std::uint64_t sequence) {
  std::string key(8, '\0');
  for (std::size_t i = 8; i-- > 0; sequence >>= 8) key[i] = static_cast<char>(sequence & 0xff);
  return key;
}

}  // namespace shardbook
