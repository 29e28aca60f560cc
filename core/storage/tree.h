#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "value/ref.h"

namespace shardbook {

/// Totals over a range of entries: their number and the sum of their weights.
struct TreeSummary {
  std::uint64_t count = 0;
  std::uint64_t weight = 0;

  TreeSummary& operator+=(const TreeSummary& other) {
    count += other.count;
    weight += other.weight;
    return *this;
  }
};

/// A persistent ordered map from byte strings to counted objects: a B+ tree whose copies share nodes. Copying it copies one reference; a
/// write copies the nodes on its path that are shared and modifies the others in place. Keys are ordered as unsigned bytes.
///
/// A node keeps the first bytes in which its keys differ side by side, so that a search looks at few whole keys. See Graefe, "Modern B-Tree
/// Techniques" (2011), on prefix truncation and poor man's normalized keys.
class ObjectTree {
 public:
  struct Node;
  struct Leaf;
  struct Inner;
  using Destroy = void (*)(const Shared*);

  std::uint64_t size() const { return total().count; }
  bool empty() const { return !root_; }
  TreeSummary total() const;
  /// Returns the totals over entries with keys less than `key`. O(log n).
  TreeSummary below(std::string_view key) const;
  /// Returns false if the key is absent.
  bool erase(std::string_view key);

 protected:
  /// A position in the tree. Invalidated when the tree changes.
  class Position {
   public:
    /// False past the end and before the start, where nothing else may be asked.
    bool valid() const { return depth_ > 0; }
    std::string_view key() const;
    const Shared* object() const;
    void next() { step(+1); }
    void previous() { step(-1); }

   private:
    friend class ObjectTree;
    struct Step {
      const Node* node;
      std::size_t at;
    };

    void push(const Node* node, std::size_t at) { path_[depth_++] = Step{node, at}; }
    void step(int direction);
    void descend(int direction);

    std::array<Step, 16> path_;  // nodes have at least 8 children: 16 levels hold more than memory does
    std::size_t depth_ = 0;
  };

  explicit ObjectTree(Destroy destroy);
  ObjectTree(const ObjectTree& other);
  ObjectTree(ObjectTree&& other) noexcept;
  ObjectTree& operator=(const ObjectTree& other);
  ObjectTree& operator=(ObjectTree&& other) noexcept;
  ~ObjectTree();

  /// Sets `object`, and returns whether the key is there.
  bool find(std::string_view key, const Shared*& object) const;
  /// Inserts the key, or replaces its object, which may be null.
  void put(std::string_view key, const Shared* object, std::uint32_t weight);
  /// Returns the place of the key's object, on a path that is not shared with other trees, or null if the key is absent.
  const Shared** edit(std::string_view key);

  Position seek(std::string_view key) const;
  Position seek_below(std::string_view key) const;
  Position at(std::uint64_t index) const;
  Position edge(int direction) const;

 private:
  Ref<Node> root_;
  Destroy destroy_;
};

/// How a Tree keeps objects of a type derived from Shared.
template <class T>
struct CountedValue {
  using Stored = Ref<T>;
  using Reference = const T&;
  using Found = const T*;

  static const Shared* object(const Stored& value) { return value.get(); }
  static Reference value(const Shared* object) { return *static_cast<const T*>(object); }
  static Stored stored(const Shared* object) { return Stored(static_cast<T*>(const_cast<Shared*>(object))); }
  static Found found(const Shared* object) { return static_cast<const T*>(object); }
  static void destroy(const Shared* object) { delete static_cast<const T*>(object); }
  static std::uint32_t weight(const Stored&) { return 0; }
};

/// How a Tree keeps a type; specialize it for types that are kept or weighed in another way.
template <class T>
struct TreeValue : CountedValue<T> {};

/// Keys alone.
struct NoValue {};
template <>
struct TreeValue<NoValue> {
  using Stored = NoValue;
  using Reference = NoValue;
  static const Shared* object(NoValue) { return nullptr; }
  static NoValue value(const Shared*) { return {}; }
  static NoValue stored(const Shared*) { return {}; }
  static void destroy(const Shared*) {}
  static std::uint32_t weight(NoValue) { return 0; }
};

/// An ObjectTree of one type.
template <class T>
class Tree : public ObjectTree {
  using Value = TreeValue<T>;

 public:
  using Stored = typename Value::Stored;

  Tree() : ObjectTree(Value::destroy) {}

  /// Null if the key is absent. Valid until the tree changes.
  auto find(std::string_view key) const {
    const Shared* object = nullptr;
    ObjectTree::find(key, object);
    return Value::found(object);
  }

  /// Returns the object for writing, not shared with other trees, or null if the key is absent. Valid until the tree changes.
  T* edit(std::string_view key) {
    const Shared** place = ObjectTree::edit(key);
    if (place == nullptr) return nullptr;
    if (!(*place)->unique()) {
      const T* copy = new T(Value::value(*place));
      copy->acquire();
      (*place)->release();
      *place = copy;
    }
    return static_cast<T*>(const_cast<Shared*>(*place));
  }

  /// Inserts the key, or replaces its value.
  void put(std::string_view key, const Stored& value) { ObjectTree::put(key, Value::object(value), Value::weight(value)); }

  /// A position in the tree. Invalidated when the tree changes.
  class Cursor : public Position {
   public:
    explicit Cursor(const Position& position) : Position(position) {}
    typename Value::Reference value() const { return Value::value(object()); }
    /// Returns the value as `put` takes it.
    Stored stored() const { return Value::stored(object()); }
  };

  /// Returns a cursor at the first entry whose key is `key` or greater.
  Cursor seek(std::string_view key) const { return Cursor(ObjectTree::seek(key)); }
  /// Returns a cursor at the last entry whose key is less than `key`.
  Cursor seek_below(std::string_view key) const { return Cursor(ObjectTree::seek_below(key)); }
  Cursor first() const { return Cursor(edge(+1)); }
  Cursor last() const { return Cursor(edge(-1)); }
  /// Returns a cursor at the entry preceded by `index` others.
  Cursor at(std::uint64_t index) const { return Cursor(ObjectTree::at(index)); }
};

}  // namespace shardbook
