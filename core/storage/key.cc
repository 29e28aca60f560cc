#include "storage/key.h"

#include <algorithm>
#include <boost/uuid/detail/md5.hpp>

namespace shardbook {

namespace {

constexpr std::size_t kHashBytes = 8;
constexpr std::size_t kLengthBytes = 2;
constexpr std::size_t kUsualKeyBytes = 62;

void append_key_bytes(std::string& out, const AttributeValue& key) {
  if (const auto* number = key.n()) {
    number->append_ordered_bytes(out);
  } else {
    out += key.s() != nullptr ? *key.s() : key.b()->bytes;
  }
}

void put_big_endian(std::string& out, std::size_t at, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = bytes; i-- > 0; value >>= 8) out[at + i] = static_cast<char>(value & 0xff);
}

/// Feeds md5 less than a block at a time: it would read whole blocks in place as words, aligned or not.
void hash(boost::uuids::detail::md5& md5, std::string_view bytes) {
  constexpr std::size_t kPiece = 32;
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    const std::string_view piece = bytes.substr(at, kPiece);
    md5.process_bytes(piece.data(), piece.size());
  }
}

std::uint64_t first_64_bits(boost::uuids::detail::md5& md5) {
  boost::uuids::detail::md5::digest_type words;
  md5.get_digest(words);
  return static_cast<std::uint64_t>(words[0]) << 32 | words[1];
}

/// Escaping preserves byte order: an escaped zero sorts after kEnd.
constexpr std::string_view kEscapedZero("\x00\xff", 2);
constexpr std::string_view kEnd("\x00\x01", 2);

void append_escaped(std::string& out, std::string_view bytes) {
  while (true) {
    const std::size_t zero = bytes.find('\0');
    out += bytes.substr(0, zero);
    if (zero == std::string_view::npos) return;
    out += kEscapedZero;
    bytes.remove_prefix(zero + 1);
  }
}

std::string prefix_of(const AttributeValue* const* hash_keys, std::size_t count) {
  boost::uuids::detail::md5 md5;
  md5.process_bytes("Outliers", 8);
  std::string out;
  out.reserve(kUsualKeyBytes);
  out.resize(kHashBytes);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t start = out.size() + kLengthBytes;
    out.resize(start);
    append_key_bytes(out, *hash_keys[i]);
    const std::size_t size = out.size() - start;
    put_big_endian(out, start - kLengthBytes, size, kLengthBytes);  // the length keeps one key from being a prefix of another
    hash(md5, std::string_view(out).substr(start));
  }
  put_big_endian(out, 0, first_64_bits(md5), kHashBytes);
  return out;
}

}  // namespace

bool IndexKeySchema::has(std::string_view name) const {
  const auto named = [&](const KeyAttribute& key) { return key.name == name; };
  return std::any_of(hash.begin(), hash.end(), named) || std::any_of(range.begin(), range.end(), named);
}

IndexKeySchema index_key_schema(const KeySchema& keys) {
  IndexKeySchema out;
  out.hash.push_back(keys.hash);
  if (keys.range) out.range.push_back(*keys.range);
  return out;
}

std::string hash_text(std::uint64_t hash) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4) out[i] = "0123456789abcdef"[hash & 15];
  return out;
}

std::string item_key_prefix(const AttributeValue& hash_key) {
  const AttributeValue* only = &hash_key;
  return prefix_of(&only, 1);
}

std::string item_key_prefix(const std::vector<const AttributeValue*>& hash_keys) { return prefix_of(hash_keys.data(), hash_keys.size()); }

std::string_view partition_key_prefix(std::string_view item_key) {
  const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(item_key[at])); };
  return item_key.substr(0, kHashBytes + kLengthBytes + (byte(kHashBytes) << 8 | byte(kHashBytes + 1)));
}

void append_range_key(std::string& out, const AttributeValue& range_key) {
  append_range_key_prefix(out, range_key);
  out += kEnd;
}

void append_range_key_prefix(std::string& out, const AttributeValue& range_key) {
  if (const auto* number = range_key.n()) {
    std::string bytes;
    number->append_ordered_bytes(bytes);
    append_escaped(out, bytes);
  } else {
    append_escaped(out, range_key.s() != nullptr ? *range_key.s() : range_key.b()->bytes);
  }
}

std::string item_key(const AttributeValue& hash_key, const AttributeValue* range_key) {
  std::string out = item_key_prefix(hash_key);
  if (range_key != nullptr) append_range_key(out, *range_key);
  return out;
}

std::uint64_t hash_of_item_key(std::string_view key) {
  std::uint64_t hash = 0;
  for (char byte : key.substr(0, kHashBytes)) hash = hash << 8 | static_cast<unsigned char>(byte);
  return hash;
}

std::string item_key_floor(std::uint64_t hash) {
  std::string out(kHashBytes, '\0');
  put_big_endian(out, 0, hash, kHashBytes);
  return out;
}

}  // namespace shardbook
