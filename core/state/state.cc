#include "state/state.h"

namespace shardbook {

namespace {

std::string big_endian(std::uint64_t value) { return sequence_key(value); }

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (char byte : bytes.substr(0, 8)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

/// Returns the fourth field of "arn:aws:dynamodb:us-east-2:...".
std::string_view region_of_arn(std::string_view arn) {
  for (int i = 0; i < 3; ++i) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return arn.substr(0, arn.find(':'));
}

}  // namespace

std::string table_key(std::string_view region, std::string_view name) { return std::string(region).append(1, '\0').append(name); }

std::string stream_key_prefix(std::string_view region) { return std::string(region).append(1, '\0'); }

std::string stream_key(const Stream& stream) {
  return stream_key_prefix(stream.region) + big_endian(~static_cast<std::uint64_t>(stream.created)) + stream.table;
}

const Table* State::find_table(std::string_view region, std::string_view name) const { return tables.find(table_key(region, name)); }

const Table* State::find_table(std::string_view region, const TableWork& work) const {
  const Table* table = find_table(region, work.table);
  return table != nullptr && table->id == work.table_id ? table : nullptr;
}

Table& State::edit_table(std::string_view region, std::string_view name) { return *tables.edit(table_key(region, name)); }

void State::put_table(const Ref<Table>& table) { tables.put(table_key(table->region, table->name), table); }

void State::remove_table(std::string_view region, std::string_view name) { tables.erase(table_key(region, name)); }

const Stream* State::find_stream(std::string_view arn) const {
  const std::string prefix = stream_key_prefix(region_of_arn(arn));
  for (auto at = streams.seek(prefix); at.valid() && at.key().compare(0, prefix.size(), prefix) == 0; at.next()) {
    if (at.value().arn == arn) return &at.value();
  }
  return nullptr;
}

Stream& State::edit_stream(std::string_view arn) { return *streams.edit(stream_key(*find_stream(arn))); }

void State::put_stream(const Ref<Stream>& stream) { streams.put(stream_key(*stream), stream); }

void State::remove_stream(std::string_view arn) {
  if (const Stream* stream = find_stream(arn)) streams.erase(stream_key(*stream));
}

void State::plan(std::int64_t due, Work work) {
  Ref<PlannedWork> entry(new PlannedWork);
  entry->work = std::move(work);
  schedule.put(big_endian(static_cast<std::uint64_t>(due)) + big_endian(++planned), entry);
}

std::int64_t State::due_of(std::string_view schedule_key) { return static_cast<std::int64_t>(from_big_endian(schedule_key)); }

bool State::take_due(std::int64_t time, Work& work, std::int64_t& due) {
  const auto first = schedule.first();
  if (!first.valid()) return false;
  due = due_of(first.key());
  if (due > time) return false;
  work = first.value().work;
  schedule.erase(std::string(first.key()));
  return true;
}

}  // namespace shardbook
