// C's memory functions, replacing Emscripten's: its memcmp compares byte by byte, and the compiler turns memcpy into memory.copy, which
// calls out of WebAssembly and so costs more than most copies. Compiled without link-time optimisation, which reserves these names.
#include <cstddef>
#include <cstdint>

namespace {

using Word = std::uint64_t;
constexpr std::size_t kWord = sizeof(Word);
/// From this size on memory.copy is faster.
constexpr std::size_t kLarge = 256;

struct __attribute__((packed, may_alias)) Unaligned {
  Word word;
};

Word load(const unsigned char* at) { return reinterpret_cast<const Unaligned*>(at)->word; }
void store(unsigned char* at, Word word) { reinterpret_cast<Unaligned*>(at)->word = word; }

void copy_forward(unsigned char* to, const unsigned char* from, std::size_t size) {
  for (; size >= kWord; to += kWord, from += kWord, size -= kWord) store(to, load(from));
  for (; size > 0; --size) *to++ = *from++;
}

void copy_backward(unsigned char* to, const unsigned char* from, std::size_t size) {
  for (; size >= kWord; size -= kWord) store(to + size - kWord, load(from + size - kWord));
  while (size-- > 0) to[size] = from[size];
}

}  // namespace

extern "C" {

int memcmp(const void* a, const void* b, std::size_t size) {
  const auto* left = static_cast<const unsigned char*>(a);
  const auto* right = static_cast<const unsigned char*>(b);
  for (; size >= kWord && load(left) == load(right); left += kWord, right += kWord, size -= kWord) {
  }
  for (; size > 0 && *left == *right; ++left, ++right, --size) {
  }
  return size == 0 ? 0 : *left - *right;
}

void* memcpy(void* __restrict to, const void* __restrict from, std::size_t size) {
  if (size >= kLarge) {
    __builtin_memcpy(to, from, size);
  } else {
    copy_forward(static_cast<unsigned char*>(to), static_cast<const unsigned char*>(from), size);
  }
  return to;
}

void* memmove(void* to, const void* from, std::size_t size) {
  auto* target = static_cast<unsigned char*>(to);
  const auto* source = static_cast<const unsigned char*>(from);
  if (size >= kLarge) {
    __builtin_memmove(to, from, size);
  } else if (target < source || target >= source + size) {
    copy_forward(target, source, size);
  } else {
    copy_backward(target, source, size);
  }
  return to;
}

}  // extern "C"
