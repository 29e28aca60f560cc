#include "partiql/key_walk.h"

#include <algorithm>

namespace shardbook::partiql {

namespace {

std::string_view range_key(const ReadPlan::Part& part, std::string_view key) { return key.substr(part.prefix); }

}  // namespace

KeyWalk::KeyWalk(const Tree<Item>& rows, const ReadPlan& plan)
    : rows_(rows), parts_(plan.parts), forward_(plan.forward), by_range_key_(plan.by_range_key), cursors_(plan.parts.size()) {}

bool KeyWalk::start_after(std::string_view key) {
  std::size_t found = 0;
  while (found < parts_.size() && !parts_[found].range.contains(key)) ++found;
  if (found == parts_.size()) return false;
  if (!by_range_key_) {
    first_ = found;
    skip(parts_[found].range, std::string(key), true);
    return true;
  }
  const std::string sort_key(range_key(parts_[found], key));
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    KeyRange& range = parts_[i].range;
    // Of equal sort keys, the one in the earlier part came first.
    skip(range, range.from.substr(0, parts_[i].prefix) + sort_key, i <= found);
  }
  return true;
}

void KeyWalk::skip(KeyRange& range, const std::string& key, bool itself) const {
  if (!forward_) {
    range.end_before(itself ? key : just_after(key));
  } else if (itself) {
    range.start_after(key);
  } else {
    range.from = std::max(range.from, key);
  }
}

KeyWalk::Cursor KeyWalk::open(const KeyRange& range) const {
  if (forward_) return rows_.seek(range.from);
  return range.to ? rows_.seek_below(*range.to) : rows_.last();
}

bool KeyWalk::at_row(std::size_t part) {
  if (!cursors_[part]) cursors_[part] = open(parts_[part].range);
  return cursors_[part]->valid() && parts_[part].range.contains(cursors_[part]->key());
}

std::size_t KeyWalk::choose() {
  while (first_ < parts_.size() && !at_row(first_)) ++first_;
  std::size_t best = first_;
  if (!by_range_key_) return best;
  for (std::size_t i = first_ + 1; i < parts_.size(); ++i) {
    if (!at_row(i)) continue;
    const int compared = range_key(parts_[i], cursors_[i]->key()).compare(range_key(parts_[best], cursors_[best]->key()));
    if (forward_ ? compared < 0 : compared > 0) best = i;
  }
  return best;
}

bool KeyWalk::next() {
  part_ = choose();
  if (part_ == parts_.size()) return false;
  Cursor& cursor = *cursors_[part_];
  key_ = cursor.key();
  row_ = cursor.value();
  if (forward_) {
    cursor.next();
  } else {
    cursor.previous();
  }
  return true;
}

}  // namespace shardbook::partiql
