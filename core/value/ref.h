#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace shardbook {

/// Base class for reference-counted objects. The engine is single-threaded, so counts are plain integers.
class Shared {
 public:
  Shared() = default;
  Shared(const Shared&) : references_(0) {}
  Shared& operator=(const Shared&) { return *this; }

  // For those who hold references: Ref, and containers of references.
  void acquire() const { ++references_; }
  /// Returns whether no reference is left.
  bool release() const { return --references_ == 0; }
  /// Returns whether there is only one reference.
  bool unique() const { return references_ == 1; }

 private:
  mutable std::uint32_t references_ = 0;
};

/// A counted reference to a T derived from Shared, or null.
template <class T>
class Ref {
 public:
  Ref() = default;
  Ref(std::nullptr_t) {}
  explicit Ref(T* object) : object_(object) { acquire(); }
  Ref(const Ref& other) : object_(other.object_) { acquire(); }
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() { release(); }

  T* get() const { return object_; }
  T& operator*() const { return *object_; }
  T* operator->() const { return object_; }
  explicit operator bool() const { return object_ != nullptr; }
  friend bool operator==(const Ref& a, const Ref& b) { return a.object_ == b.object_; }
  friend bool operator!=(const Ref& a, const Ref& b) { return a.object_ != b.object_; }

  /// Returns whether this is the only reference, so that the object may be changed in place.
  bool unique() const { return object_ != nullptr && object_->unique(); }

  /// Returns the object for writing: copies it first unless this is the only reference.
  T& edit() {
    if (!unique()) *this = Ref(new T(*object_));
    return *object_;
  }

 private:
  void acquire() const {
    if (object_ != nullptr) object_->acquire();
  }
  void release() {
    if (object_ != nullptr && object_->release()) delete object_;
  }

  T* object_ = nullptr;
};

}  // namespace shardbook
