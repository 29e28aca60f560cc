// The engine's native build as a subject of run.ts. Standard input holds rounds: lines such as `PutItem {"TableName":...}`, then an empty
// line. Each round gets one line of output: the median time of a call in microseconds, or the response of a call that failed.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "shardbook/engine.h"

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

/// Returns false at the end of the input.
bool read_round(std::vector<std::string>& lines) {
  lines.clear();
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) return true;
    lines.push_back(std::move(line));
  }
  return false;
}

std::string run_round(shardbook::Engine& engine, const std::vector<std::string>& lines) {
  std::vector<double> times;
  for (const std::string& line : lines) {
    const std::size_t blank = line.find(' ');
    const std::string target = "DynamoDB_20120810." + line.substr(0, blank);
    const std::string_view body = std::string_view(line).substr(blank + 1);
    const auto started = std::chrono::steady_clock::now();
    const shardbook::Response response = engine.handle({"us-east-1", target, body, kNow});
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - started).count());
    if (response.status != 200) return response.body;
  }
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return std::to_string(*middle);
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  shardbook::Engine engine;
  for (std::vector<std::string> lines; read_round(lines);) std::cout << run_round(engine, lines) << std::endl;
}
