#include "storage/tree.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

namespace shardbook {

namespace {

constexpr std::size_t kMost = 32;
constexpr std::size_t kLeast = 8;
constexpr std::size_t kSlots = kMost + 1;  // a node is split when it is overfull

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t at = 0;
  while (at < most && a[at] == b[at]) ++at;
  return at;
}

/// Returns the first four bytes as a number that orders as they do, zeros for missing ones.
std::uint32_t head_of(std::string_view bytes) {
  std::uint32_t head = 0;
  if (bytes.size() >= sizeof head) {
    std::memcpy(&head, bytes.data(), sizeof head);
    return __builtin_bswap32(head);
  }
  for (std::size_t i = 0; i < sizeof head; ++i) head = head << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0);
  return head;
}

template <class T>
void insert_into(T* slots, std::size_t width, std::size_t at, T value) {
  std::move_backward(slots + at, slots + width, slots + width + 1);
  slots[at] = std::move(value);
}

template <class T>
void remove_from(T* slots, std::size_t width, std::size_t at) {
  std::move(slots + at + 1, slots + width, slots + at);
  slots[width - 1] = T();
}

}  // namespace

/// What leaves and inner nodes share: a sorted array of keys. An inner node's first key is not used: its first child holds whatever is less
/// than its second key.
struct ObjectTree::Node : Shared {
  struct Key {
    std::uint32_t start = 0;
    std::uint32_t size = 0;
  };

  bool is_leaf;
  std::uint8_t width = 0;
  std::uint32_t prefix = 0;                 // the number of bytes that all keys begin with
  std::uint32_t garbage = 0;                // bytes of `text` that belong to no key
  std::array<std::uint32_t, kSlots> heads;  // of what follows the prefix
  std::array<Key, kSlots> keys;
  std::string text;

  explicit Node(bool leaf) : is_leaf(leaf) {}
  Node(const Node&) = default;

  /// Nodes are deleted as what they are.
  static void operator delete(Node* node, std::destroying_delete_t);

  std::size_t first_key() const { return is_leaf ? 0 : 1; }
  bool is_full() const { return width > kMost; }
  std::string_view key(std::size_t at) const { return {text.data() + keys[at].start, keys[at].size}; }

  /// Returns the position of the first key that is `wanted` or greater.
  std::size_t lower_bound(std::string_view wanted) const {
    std::size_t at = first_key();
    if (at == width) return at;
    if (prefix > 0) {
      const int order = std::memcmp(wanted.data(), key(at).data(), std::min<std::size_t>(prefix, wanted.size()));
      if (order > 0) return width;
      if (order < 0 || wanted.size() < prefix) return at;
    }
    const std::string_view rest = wanted.substr(prefix);
    const std::uint32_t head = head_of(rest);
    std::size_t count = width - at;
    while (count > 0) {
      const std::size_t half = count / 2;
      const std::size_t middle = at + half;
      const bool less = heads[middle] != head ? heads[middle] < head : key(middle).substr(prefix) < rest;
      at = less ? middle + 1 : at;
      count = less ? count - half - 1 : half;
    }
    return at;
  }

  bool has(std::size_t at, std::string_view wanted) const { return at < width && key(at) == wanted; }

  /// Of an inner node: returns the position of the child that holds the key if any does.
  std::size_t child_of(std::string_view wanted) const {
    const std::size_t at = lower_bound(wanted);
    return has(at, wanted) ? at : at - 1;
  }

  void insert_key(std::size_t at, std::string_view added) {
    insert_into(keys.data(), width, at, Key{static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(added.size())});
    insert_into(heads.data(), width, at, std::uint32_t{0});
    text.append(added);
    ++width;
    head_keys(at);
  }

  void remove_key(std::size_t at) {
    garbage += keys[at].size;
    remove_from(keys.data(), width, at);
    --width;
    std::move(heads.begin() + static_cast<std::ptrdiff_t>(at) + 1, heads.begin() + width + 1,
              heads.begin() + static_cast<std::ptrdiff_t>(at));
    if (garbage > text.size() / 2) pack();
  }

  /// Rewrites `text` without garbage.
  void pack() {
    std::string packed;
    packed.reserve(text.size() - garbage);
    for (std::size_t i = 0; i < width; ++i) {
      const std::string_view kept = key(i);
      keys[i].start = static_cast<std::uint32_t>(packed.size());
      packed.append(kept);
    }
    text = std::move(packed);
    garbage = 0;
  }

  /// Brings `prefix` and `heads` up to date after the key at `at` was added.
  void head_keys(std::size_t at) {
    const std::size_t first = first_key();
    if (at < first) return;
    if (at > first && at + 1 < width) {
      heads[at] = head_of(key(at).substr(prefix));
      return;
    }
    const auto shared = static_cast<std::uint32_t>(common_prefix(key(first), key(width - 1u)));
    if (width > first + 1 && shared == prefix) {
      heads[at] = head_of(key(at).substr(prefix));
      return;
    }
    prefix = shared;
    head_all();
  }

  void head_all() {
    for (std::size_t i = first_key(); i < width; ++i) heads[i] = head_of(key(i).substr(prefix));
  }

  /// Drops the keys from position `at` on.
  void truncate_keys(std::size_t at) {
    for (std::size_t i = at; i < width; ++i) garbage += keys[i].size;
    width = static_cast<std::uint8_t>(at);
    pack();
    if (width <= first_key()) return;
    prefix = static_cast<std::uint32_t>(common_prefix(key(first_key()), key(width - 1u)));
    head_all();
  }
};

struct ObjectTree::Leaf : Node {
  Destroy destroy;
  std::array<const Shared*, kSlots> objects;
  std::array<std::uint32_t, kSlots> weights;

  explicit Leaf(Destroy how) : Node(true), destroy(how) {}
  Leaf(const Leaf& other) : Node(other), destroy(other.destroy), objects(other.objects), weights(other.weights) {
    for (std::size_t i = 0; i < width; ++i) acquire(objects[i]);
  }
  ~Leaf() {
    for (std::size_t i = 0; i < width; ++i) release(objects[i]);
  }

  static void acquire(const Shared* object) {
    if (object != nullptr) object->acquire();
  }
  void release(const Shared* object) const {
    if (object != nullptr && object->release()) destroy(object);
  }

  TreeSummary total() const {
    TreeSummary sum{width, 0};
    for (std::size_t i = 0; i < width; ++i) sum.weight += weights[i];
    return sum;
  }

  /// Takes the reference that the caller holds.
  void insert(std::size_t at, std::string_view key, const Shared* object, std::uint32_t weight) {
    insert_into(objects.data(), width, at, object);
    insert_into(weights.data(), width, at, weight);
    insert_key(at, key);
  }

  void remove(std::size_t at) {
    release(objects[at]);
    remove_from(objects.data(), width, at);
    remove_from(weights.data(), width, at);
    remove_key(at);
  }

  /// Moves what `from` holds from position `at` on behind what this leaf holds.
  void take(Leaf& from, std::size_t at) {
    for (std::size_t i = at; i < from.width; ++i) insert(width, from.key(i), from.objects[i], from.weights[i]);
    from.truncate_keys(at);
  }
};

struct ObjectTree::Inner : Node {
  std::array<Ref<Node>, kSlots> children;
  std::array<TreeSummary, kSlots> sums;

  Inner() : Node(false) {}

  TreeSummary total() const {
    TreeSummary sum;
    for (std::size_t i = 0; i < width; ++i) sum += sums[i];
    return sum;
  }

  void insert(std::size_t at, std::string_view low, Ref<Node> child, const TreeSummary& sum) {
    insert_into(children.data(), width, at, std::move(child));
    insert_into(sums.data(), width, at, sum);
    insert_key(at, low);
  }

  void remove(std::size_t at) {
    remove_from(children.data(), width, at);
    remove_from(sums.data(), width, at);
    remove_key(at);
  }

  /// Moves what `from` holds from position `at` on behind what this node holds; `low` is the key of the first.
  void take(Inner& from, std::size_t at, std::string_view low) {
    const std::string first(low);  // may lie in `from`
    for (std::size_t i = at; i < from.width; ++i) insert(width, i == at ? first : from.key(i), std::move(from.children[i]), from.sums[i]);
    from.truncate_keys(at);
  }
};

void ObjectTree::Node::operator delete(Node* node, std::destroying_delete_t) {
  if (node->is_leaf) {
    auto* leaf = static_cast<Leaf*>(node);
    leaf->~Leaf();
    ::operator delete(leaf);
  } else {
    auto* inner = static_cast<Inner*>(node);
    inner->~Inner();
    ::operator delete(inner);
  }
}

namespace {

using Node = ObjectTree::Node;
using Leaf = ObjectTree::Leaf;
using Inner = ObjectTree::Inner;

const Leaf& leaf_of(const Node* node) { return *static_cast<const Leaf*>(node); }
const Inner& inner_of(const Node* node) { return *static_cast<const Inner*>(node); }

TreeSummary total_of(const Node* node) { return node->is_leaf ? leaf_of(node).total() : inner_of(node).total(); }

/// Returns the node for writing: copies it first if other trees share it.
Node& writable(Ref<Node>& ref) {
  if (!ref.unique()) ref = ref->is_leaf ? Ref<Node>(new Leaf(leaf_of(ref.get()))) : Ref<Node>(new Inner(inner_of(ref.get())));
  return *ref;
}

/// Moves what the node holds from position `at` on into a new node, and sets `low` to a key that tells them apart.
Ref<Node> split_off(Node& node, std::size_t at, std::string& low) {
  if (node.is_leaf) {
    auto& left = static_cast<Leaf&>(node);
    // As short as possible.
    low = left.key(at).substr(0, common_prefix(left.key(at - 1), left.key(at)) + 1);
    auto* right = new Leaf(left.destroy);
    right->take(left, at);
    return Ref<Node>(right);
  }
  low = node.key(at);
  auto* right = new Inner;
  right->take(static_cast<Inner&>(node), at, {});
  return Ref<Node>(right);
}

/// Splits child `at` of the node in two.
void split_full_child(Inner& node, std::size_t at) {
  Node& left = *node.children[at];
  // Ascending inserts leave the left node mostly full.
  const bool ascending = at + 1u == node.width;
  std::string low;
  Ref<Node> right = split_off(left, ascending ? kMost - kLeast : left.width / 2u, low);
  const TreeSummary sum = total_of(right.get());
  node.insert(at + 1, low, std::move(right), sum);
  node.sums[at] = total_of(&left);
}

/// Moves all of `right`, whose keys are `low` or greater, behind what `left` holds.
void append(Node& left, Node& right, std::string_view low) {
  if (left.is_leaf) {
    static_cast<Leaf&>(left).take(static_cast<Leaf&>(right), 0);
  } else {
    static_cast<Inner&>(left).take(static_cast<Inner&>(right), 0, low);
  }
}

/// Merges children `at` and `at + 1`, or makes them equally wide if they don't fit in one.
void merge(Inner& node, std::size_t at) {
  Node& left = writable(node.children[at]);
  Ref<Node> right = node.children[at + 1];
  node.children[at + 1] = nullptr;
  writable(right);
  const std::string low(node.key(at + 1));
  node.remove(at + 1);
  const std::size_t half = (std::size_t{left.width} + right->width) / 2;
  if (half * 2 < kMost) {
    append(left, *right, low);
  } else {
    std::string middle;
    Ref<Node> rest = split_off(left.width > half ? left : *right, left.width > half ? half : half - left.width, middle);
    append(left.width == half ? *rest : left, *right, low);
    const TreeSummary sum = total_of(rest.get());
    node.insert(at + 1, middle, std::move(rest), sum);
  }
  node.sums[at] = total_of(&left);
}

/// Returns what the leaf gained.
TreeSummary put_into_leaf(Leaf& leaf, std::string_view key, const Shared* object, std::uint32_t weight) {
  TreeSummary gained{0, weight};
  Leaf::acquire(object);
  const std::size_t at = leaf.lower_bound(key);
  if (leaf.has(at, key)) {
    gained.weight -= leaf.weights[at];
    leaf.release(std::exchange(leaf.objects[at], object));
    leaf.weights[at] = weight;
  } else {
    gained.count = 1;
    leaf.insert(at, key, object, weight);
  }
  return gained;
}

/// Returns what the subtree gained. Weights may wrap below zero; sums still come out right.
TreeSummary put_into(Ref<Node>& ref, std::string_view key, const Shared* object, std::uint32_t weight) {
  Node& node = writable(ref);
  if (node.is_leaf) return put_into_leaf(static_cast<Leaf&>(node), key, object, weight);
  auto& inner = static_cast<Inner&>(node);
  const std::size_t at = inner.child_of(key);
  const TreeSummary gained = put_into(inner.children[at], key, object, weight);
  inner.sums[at] += gained;
  if (inner.children[at]->is_full()) split_full_child(inner, at);
  return gained;
}

/// Returns what the subtree lost. The key must be there.
TreeSummary erase_from(Ref<Node>& ref, std::string_view key) {
  Node& node = writable(ref);
  if (node.is_leaf) {
    auto& leaf = static_cast<Leaf&>(node);
    const std::size_t at = leaf.lower_bound(key);
    const TreeSummary lost{1, leaf.weights[at]};
    leaf.remove(at);
    return lost;
  }
  auto& inner = static_cast<Inner&>(node);
  const std::size_t at = inner.child_of(key);
  const TreeSummary lost = erase_from(inner.children[at], key);
  inner.sums[at].count -= lost.count;
  inner.sums[at].weight -= lost.weight;
  if (inner.children[at]->width < kLeast && inner.width > 1) merge(inner, at == 0 ? 0 : at - 1);
  return lost;
}

}  // namespace

ObjectTree::ObjectTree(Destroy destroy) : destroy_(destroy) {}
ObjectTree::ObjectTree(const ObjectTree& other) = default;
ObjectTree::ObjectTree(ObjectTree&& other) noexcept = default;
ObjectTree& ObjectTree::operator=(const ObjectTree& other) = default;
ObjectTree& ObjectTree::operator=(ObjectTree&& other) noexcept = default;
ObjectTree::~ObjectTree() = default;

TreeSummary ObjectTree::total() const { return root_ ? total_of(root_.get()) : TreeSummary(); }

TreeSummary ObjectTree::below(std::string_view key) const {
  TreeSummary sum;
  const Node* node = root_.get();
  if (node == nullptr) return sum;
  while (!node->is_leaf) {
    const Inner& inner = inner_of(node);
    const std::size_t at = node->child_of(key);
    for (std::size_t i = 0; i < at; ++i) sum += inner.sums[i];
    node = inner.children[at].get();
  }
  const std::size_t end = node->lower_bound(key);
  for (std::size_t i = 0; i < end; ++i) sum += TreeSummary{1, leaf_of(node).weights[i]};
  return sum;
}

bool ObjectTree::find(std::string_view key, const Shared*& object) const {
  const Node* node = root_.get();
  if (node == nullptr) return false;
  while (!node->is_leaf) node = inner_of(node).children[node->child_of(key)].get();
  const std::size_t at = node->lower_bound(key);
  if (!node->has(at, key)) return false;
  object = leaf_of(node).objects[at];
  return true;
}

const Shared** ObjectTree::edit(std::string_view key) {
  if (!root_) return nullptr;
  Node* node = &writable(root_);
  while (!node->is_leaf) node = &writable(static_cast<Inner*>(node)->children[node->child_of(key)]);
  const std::size_t at = node->lower_bound(key);
  return node->has(at, key) ? &static_cast<Leaf*>(node)->objects[at] : nullptr;
}

void ObjectTree::put(std::string_view key, const Shared* object, std::uint32_t weight) {
  if (!root_) root_ = Ref<Node>(new Leaf(destroy_));
  put_into(root_, key, object, weight);
  if (!root_->is_full()) return;
  auto* top = new Inner;
  top->insert(0, {}, std::move(root_), {});
  root_ = Ref<Node>(top);
  split_full_child(*top, 0);
}

bool ObjectTree::erase(std::string_view key) {
  const Shared* object = nullptr;
  if (!find(key, object)) return false;
  erase_from(root_, key);
  while (!root_->is_leaf && root_->width == 1) root_ = Ref<Node>(inner_of(root_.get()).children[0]);
  if (root_->width == 0) root_ = nullptr;
  return true;
}

std::string_view ObjectTree::Position::key() const { return path_[depth_ - 1].node->key(path_[depth_ - 1].at); }

const Shared* ObjectTree::Position::object() const { return leaf_of(path_[depth_ - 1].node).objects[path_[depth_ - 1].at]; }

void ObjectTree::Position::step(int direction) {
  while (depth_ > 0) {
    Step& top = path_[depth_ - 1];
    top.at += static_cast<std::size_t>(direction);  // decrementing 0 wraps around, which is out of range too
    if (top.at < top.node->width) {
      descend(direction);
      return;
    }
    --depth_;
  }
}

/// Goes from the child at the top of the path to its first or last entry.
void ObjectTree::Position::descend(int direction) {
  while (!path_[depth_ - 1].node->is_leaf) {
    const Node* child = inner_of(path_[depth_ - 1].node).children[path_[depth_ - 1].at].get();
    push(child, direction > 0 ? 0 : child->width - 1u);
  }
}

ObjectTree::Position ObjectTree::seek(std::string_view key) const {
  Position position;
  const Node* node = root_.get();
  if (node == nullptr) return position;
  while (!node->is_leaf) {
    const std::size_t at = node->child_of(key);
    position.push(node, at);
    node = inner_of(node).children[at].get();
  }
  const std::size_t at = node->lower_bound(key);
  position.push(node, at);
  if (at == node->width) {
    --position.path_[position.depth_ - 1].at;
    position.next();
  }
  return position;
}

ObjectTree::Position ObjectTree::seek_below(std::string_view key) const {
  Position position = seek(key);
  if (!position.valid()) return edge(-1);
  position.previous();
  return position;
}

ObjectTree::Position ObjectTree::at(std::uint64_t index) const {
  Position position;
  const Node* node = root_.get();
  if (node == nullptr || index >= size()) return position;
  while (!node->is_leaf) {
    const Inner& inner = inner_of(node);
    std::size_t child = 0;
    while (index >= inner.sums[child].count) index -= inner.sums[child++].count;
    position.push(node, child);
    node = inner.children[child].get();
  }
  position.push(node, static_cast<std::size_t>(index));
  return position;
}

ObjectTree::Position ObjectTree::edge(int direction) const {
  Position position;
  const Node* node = root_.get();
  if (node == nullptr) return position;
  position.push(node, direction > 0 ? 0 : node->width - 1u);
  position.descend(direction);
  return position;
}

}  // namespace shardbook
