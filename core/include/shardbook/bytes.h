#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shardbook {

/// Where an export goes, piece by piece, so that it need not fit in memory.
class ByteSink {
 public:
  virtual ~ByteSink() = default;
  /// `piece` is valid during the call.
  virtual void write(std::string_view piece) = 0;
};

/// Where an import comes from.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Copies at most `most` of the next bytes to `to`. Returns their number; 0 at the end.
  virtual std::size_t read(char* to, std::size_t most) = 0;
};

}  // namespace shardbook
