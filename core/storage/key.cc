#include "storage/key.h"

#include <boost/uuid/detail/md5.hpp>

namespace shardbook {

namespace {

constexpr std::size_t kHashBytes = 8;

void append_key_bytes(std::string& out, const AttributeValue& key) {
  if (const auto* number = key.n()) {
    number->append_ordered_bytes(out);
  } else {
    out += key.s() != nullptr ? *key.s() : key.b()->bytes;
  }
}

void append_big_endian(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = bytes; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xff);
}

std::uint64_t first_64_bits_of_md5(std::string_view bytes) {
  boost::uuids::detail::md5 md5;
  md5.process_bytes(bytes.data(), bytes.size());
  boost::uuids::detail::md5::digest_type words;
  md5.get_digest(words);
  return static_cast<std::uint64_t>(words[0]) << 32 | words[1];
}

}  // namespace

std::uint64_t partition_hash(const AttributeValue& hash_key) {
  std::string bytes = "Outliers";
  append_key_bytes(bytes, hash_key);
  return first_64_bits_of_md5(bytes);
}

std::string hash_text(std::uint64_t hash) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4) out[i] = "0123456789abcdef"[hash & 15];
  return out;
}

std::string item_key_prefix(const AttributeValue& hash_key) {
  std::string out;
  append_big_endian(out, partition_hash(hash_key), kHashBytes);
  std::string bytes;
  append_key_bytes(bytes, hash_key);
  append_big_endian(out, bytes.size(), 2);  // the length keeps one key from being the start of another
  return out += bytes;
}

void append_range_key(std::string& out, const AttributeValue& range_key) { append_key_bytes(out, range_key); }

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
  std::string out;
  append_big_endian(out, hash, kHashBytes);
  return out;
}

}  // namespace shardbook
