#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "call/context.h"
#include "error/result.h"
#include "partiql/key_walk.h"
#include "partiql/resolved_statement.h"
#include "protocol/json_writer.h"
#include "read/read_target.h"
#include "read/row_reader.h"
#include "throughput/capacity.h"

namespace shardbook::partiql {

/// One page of a SELECT, read row by row until Limit items or 1 MB have been evaluated, or ten items if there are several partition keys.
class SelectPage {
 public:
  struct Options {
    std::optional<std::int64_t> limit;
    bool consistent = false;
    std::optional<std::string> after;  // the key that the previous page ended with
  };

  SelectPage(Context& context, const ReadTarget& target, const ResolvedStatement& statement, const Options& options);

  Status read(const ReadPlan& plan);

  /// Appends `"Items":[...]` and, if there are more, `"LastEvaluatedKey":{...}`.
  void append_to(JsonWriter& json) const;
  /// Returns the key after which the next page continues; empty at the end.
  const std::string& last_key() const { return last_key_; }
  void charge(ConsumedCapacity& capacity) const { reader_.charge(capacity, statement_.table); }

 private:
  void take(const KeyWalk& walk);
  bool is_full(const ReadPlan& plan) const;

  Context& context_;
  const ReadTarget& target_;
  const ResolvedStatement& statement_;
  const Options& options_;
  std::optional<Condition> filter_;

  RowReader reader_;
  std::string rows_;
  std::int64_t returned_ = 0;
  std::string last_key_;
  Item last_;
};

}  // namespace shardbook::partiql
