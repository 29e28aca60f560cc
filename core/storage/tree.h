#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "value/ref.h"

namespace shardbook {

/// Totals over a subtree: the number of entries and the sum of their weights.
struct TreeSummary {
  std::uint64_t count = 0;
  std::uint64_t weight = 0;

  TreeSummary& operator+=(const TreeSummary& other) {
    count += other.count;
    weight += other.weight;
    return *this;
  }
};

/// A value's weight in TreeSummary; overload it for types that have one.
template <class Value>
std::uint64_t tree_weight(const Value&) {
  return 0;
}

/// A persistent ordered map from byte strings to values: a B+ tree whose copies share nodes. Copying a Tree copies one reference; a write
/// copies the nodes on its path that are shared and modifies the others in place. Keys are ordered as unsigned bytes.
template <class Value>
class Tree {
  struct Node;

 public:
  /// Null if the key is absent. Valid until the tree changes.
  const Value* find(std::string_view key) const {
    const Node* node = root_.get();
    if (node == nullptr) return nullptr;
    while (!node->is_leaf()) node = node->children[node->child_of(key)].node.get();
    const std::size_t at = node->lower_bound(key);
    return node->has(at, key) ? &node->entries[at].value : nullptr;
  }

  /// Returns the value for writing, unshared, or null if the key is absent. The caller must not change the value's weight. Valid until the
  /// tree changes.
  Value* edit(std::string_view key) {
    if (find(key) == nullptr) return nullptr;
    Node* node = &root_.edit();
    while (!node->is_leaf()) node = &node->children[node->child_of(key)].node.edit();
    return &node->entries[node->lower_bound(key)].value;
  }

  /// Inserts the key, or replaces its value.
  void put(std::string_view key, Value value) {
    if (!root_) root_ = Ref<Node>(new Node);
    put_into(root_, key, value);
    if (root_->is_full()) grow();
  }

  /// Returns false if the key is absent.
  bool erase(std::string_view key) {
    if (find(key) == nullptr) return false;
    erase_from(root_, key);
    while (root_ && !root_->is_leaf() && root_->children.size() == 1) root_ = Ref<Node>(root_->children[0].node);
    if (root_->is_leaf() && root_->entries.empty()) root_ = nullptr;
    return true;
  }

  std::uint64_t size() const { return total().count; }
  bool empty() const { return !root_; }
  TreeSummary total() const { return root_ ? root_->summary() : TreeSummary(); }

  /// Returns the totals over entries with keys less than `key`. O(log n).
  TreeSummary below(std::string_view key) const {
    TreeSummary sum;
    const Node* node = root_.get();
    if (node == nullptr) return sum;
    while (!node->is_leaf()) {
      const std::size_t at = node->child_of(key);
      for (std::size_t i = 0; i < at; ++i) sum += node->children[i].summary;
      node = node->children[at].node.get();
    }
    const std::size_t end = node->lower_bound(key);
    for (std::size_t i = 0; i < end; ++i) sum += node->entries[i].summary();
    return sum;
  }

  /// A position in the tree. Not valid past the end or before the start. Invalidated when the tree changes.
  class Cursor {
   public:
    bool valid() const { return depth_ > 0; }
    const std::string& key() const { return entry().key; }
    const Value& value() const { return entry().value; }

    void next() { step(+1); }
    void previous() { step(-1); }

   private:
    friend class Tree;
    struct Step {
      const Node* node;
      std::size_t at;
    };

    const typename Node::Entry& entry() const { return path_[depth_ - 1].node->entries[path_[depth_ - 1].at]; }

    void push(const Node* node, std::size_t at) { path_[depth_++] = Step{node, at}; }

    void step(int direction) {
      while (depth_ > 0) {
        Step& top = path_[depth_ - 1];
        top.at += static_cast<std::size_t>(direction);  // decrementing 0 wraps around, which is out of range too
        if (top.at < top.node->width()) {
          descend(direction);
          return;
        }
        --depth_;
      }
    }

    /// Descends from the child at the top of the path to its first or last entry.
    void descend(int direction) {
      while (!path_[depth_ - 1].node->is_leaf()) {
        const Node* child = path_[depth_ - 1].node->children[path_[depth_ - 1].at].node.get();
        push(child, direction > 0 ? 0 : child->width() - 1);
      }
    }

    std::array<Step, 16> path_;  // nodes have at least 8 children: 16 levels hold more than memory does
    std::size_t depth_ = 0;
  };

  /// Returns a cursor at the first entry whose key is `key` or greater.
  Cursor seek(std::string_view key) const {
    Cursor cursor;
    const Node* node = root_.get();
    if (node == nullptr) return cursor;
    while (!node->is_leaf()) {
      const std::size_t at = node->child_of(key);
      cursor.push(node, at);
      node = node->children[at].node.get();
    }
    const std::size_t at = node->lower_bound(key);
    cursor.push(node, at);
    if (at == node->entries.size()) {
      --cursor.path_[cursor.depth_ - 1].at;
      cursor.next();
    }
    return cursor;
  }

  /// Returns a cursor at the last entry whose key is less than `key`.
  Cursor seek_below(std::string_view key) const {
    Cursor cursor = seek(key);
    if (!cursor.valid()) return last();
    cursor.previous();
    return cursor;
  }

  Cursor first() const { return edge(+1); }
  Cursor last() const { return edge(-1); }

  /// Returns a cursor at the entry preceded by `index` others.
  Cursor at(std::uint64_t index) const {
    Cursor cursor;
    const Node* node = root_.get();
    if (node == nullptr || index >= size()) return cursor;
    while (!node->is_leaf()) {
      std::size_t child = 0;
      while (index >= node->children[child].summary.count) index -= node->children[child++].summary.count;
      cursor.push(node, child);
      node = node->children[child].node.get();
    }
    cursor.push(node, static_cast<std::size_t>(index));
    return cursor;
  }

 private:
  static constexpr std::size_t kMost = 32;
  static constexpr std::size_t kLeast = 8;

  struct Node : Shared {
    struct Entry {
      std::string key;
      Value value;
      TreeSummary summary() const { return {1, tree_weight(value)}; }
    };
    struct Child {
      std::string low;  // lower bound of the child's keys; unused in the first child
      TreeSummary summary;
      Ref<Node> node;
    };

    std::vector<Entry> entries;   // leaf nodes only
    std::vector<Child> children;  // inner nodes only

    bool is_leaf() const { return children.empty(); }
    std::size_t width() const { return is_leaf() ? entries.size() : children.size(); }
    bool is_full() const { return width() > kMost; }

    std::size_t lower_bound(std::string_view key) const {
      const auto less = [](const Entry& entry, std::string_view wanted) { return entry.key < wanted; };
      return static_cast<std::size_t>(std::lower_bound(entries.begin(), entries.end(), key, less) - entries.begin());
    }

    bool has(std::size_t at, std::string_view key) const { return at < entries.size() && entries[at].key == key; }

    std::size_t child_of(std::string_view key) const {
      const auto less = [](std::string_view wanted, const Child& child) { return wanted < child.low; };
      const auto after = std::upper_bound(children.begin() + 1, children.end(), key, less);
      return static_cast<std::size_t>(after - children.begin()) - 1;
    }

    TreeSummary summary() const {
      TreeSummary sum;
      for (const Entry& entry : entries) sum += entry.summary();
      for (const Child& child : children) sum += child.summary;
      return sum;
    }

    const std::string& low() const { return is_leaf() ? entries.front().key : children.front().low; }

    /// Moves everything from position `at` on into a new node.
    Ref<Node> split_off(std::size_t at) {
      Ref<Node> right(new Node);
      move_tail(entries, right->entries, at);
      move_tail(children, right->children, at);
      return right;
    }

    template <class T>
    static void move_tail(std::vector<T>& from, std::vector<T>& to, std::size_t at) {
      if (from.empty()) return;
      to.reserve(kMost + 1);
      std::move(from.begin() + static_cast<std::ptrdiff_t>(at), from.end(), std::back_inserter(to));
      from.resize(at);
    }
  };

  Cursor edge(int direction) const {
    Cursor cursor;
    const Node* node = root_.get();
    if (node == nullptr) return cursor;
    cursor.push(node, direction > 0 ? 0 : node->width() - 1);
    cursor.descend(direction);
    return cursor;
  }

  /// Returns what the subtree gained. Weights may wrap below zero; sums still come out right.
  static TreeSummary put_into(Ref<Node>& ref, std::string_view key, Value& value) {
    Node& node = ref.edit();
    if (node.is_leaf()) return put_into_leaf(node, key, value);
    const std::size_t at = node.child_of(key);
    const TreeSummary gained = put_into(node.children[at].node, key, value);
    node.children[at].summary += gained;
    if (node.children[at].node->is_full()) split_child(node, at);
    return gained;
  }

  static TreeSummary put_into_leaf(Node& node, std::string_view key, Value& value) {
    TreeSummary gained{0, tree_weight(value)};
    const std::size_t at = node.lower_bound(key);
    if (node.has(at, key)) {
      gained.weight -= tree_weight(node.entries[at].value);
      node.entries[at].value = std::move(value);
    } else {
      gained.count = 1;
      node.entries.insert(node.entries.begin() + static_cast<std::ptrdiff_t>(at), {std::string(key), std::move(value)});
    }
    return gained;
  }

  static void refresh(Node& node, std::size_t at) { node.children[at].summary = node.children[at].node->summary(); }

  static void split_child(Node& node, std::size_t at) {
    Node& left = *node.children[at].node;  // full, hence just written and unshared
    // Ascending inserts leave the left node mostly full.
    const bool ascending = at + 1 == node.children.size();
    Ref<Node> right = left.split_off(ascending ? kMost - kLeast : left.width() / 2);
    std::string low = right->low();
    node.children.insert(node.children.begin() + static_cast<std::ptrdiff_t>(at) + 1, {std::move(low), {}, std::move(right)});
    refresh(node, at);
    refresh(node, at + 1);
  }

  void grow() {
    Ref<Node> top(new Node);
    top->children.push_back({std::string(), {}, std::move(root_)});
    split_child(*top, 0);
    root_ = std::move(top);
  }

  static void erase_from(Ref<Node>& ref, std::string_view key) {
    Node& node = ref.edit();
    if (node.is_leaf()) {
      node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(node.lower_bound(key)));
      return;
    }
    const std::size_t at = node.child_of(key);
    erase_from(node.children[at].node, key);
    refresh(node, at);
    if (node.children[at].node->width() < kLeast && node.children.size() > 1) merge(node, at == 0 ? 0 : at - 1);
  }

  /// Merges children `at` and `at + 1`, then splits them evenly if the result is too large.
  static void merge(Node& node, std::size_t at) {
    Node& left = node.children[at].node.edit();
    Node& right = node.children[at + 1].node.edit();
    if (!right.is_leaf()) right.children.front().low = node.children[at + 1].low;
    std::move(right.entries.begin(), right.entries.end(), std::back_inserter(left.entries));
    std::move(right.children.begin(), right.children.end(), std::back_inserter(left.children));
    node.children.erase(node.children.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    refresh(node, at);
    if (left.is_full()) {
      Ref<Node> half = left.split_off(left.width() / 2);
      std::string low = half->low();
      node.children.insert(node.children.begin() + static_cast<std::ptrdiff_t>(at) + 1, {std::move(low), {}, std::move(half)});
      refresh(node, at);
      refresh(node, at + 1);
    }
  }

  Ref<Node> root_;
};

}  // namespace shardbook
