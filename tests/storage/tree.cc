#include "storage/tree.h"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

struct Weighed : shardbook::Shared {
  explicit Weighed(std::uint32_t of) : weight(of) {}
  std::uint32_t weight = 0;
};

}  // namespace

template <>
struct shardbook::TreeValue<Weighed> : shardbook::CountedValue<Weighed> {
  static std::uint32_t weight(const Ref<Weighed>& value) { return value->weight; }
};

namespace {

using Tree = shardbook::Tree<Weighed>;
using Model = std::map<std::string, std::uint32_t>;

shardbook::Ref<Weighed> weighed(std::uint32_t weight) { return shardbook::Ref<Weighed>(new Weighed(weight)); }

void check_same(const Tree& tree, const Model& model) {
  REQUIRE(tree.size() == model.size());
  auto at = tree.first();
  std::uint64_t weight = 0;
  for (const auto& [key, value] : model) {
    REQUIRE(at.valid());
    REQUIRE(at.key() == key);
    REQUIRE(at.value().weight == value);
    weight += value;
    at.next();
  }
  REQUIRE_FALSE(at.valid());
  REQUIRE(tree.total().weight == weight);
}

void check_seeks(const Tree& tree, const Model& model, const std::string& key) {
  const auto lower = model.lower_bound(key);
  const auto found = tree.seek(key);
  REQUIRE(found.valid() == (lower != model.end()));
  if (found.valid()) REQUIRE(found.key() == lower->first);
  const auto below = tree.seek_below(key);
  REQUIRE(below.valid() == (lower != model.begin()));
  if (below.valid()) REQUIRE(below.key() == std::prev(lower)->first);
  const auto rank = static_cast<std::uint64_t>(std::distance(model.begin(), lower));
  REQUIRE(tree.below(key).count == rank);
  const auto at = tree.at(rank);
  REQUIRE(at.valid() == (lower != model.end()));
  if (at.valid()) REQUIRE(at.key() == lower->first);
}

}  // namespace

TEST_CASE("the tree is an ordered map under any sequence of puts and erases") {
  std::mt19937 random(11);
  const auto number = [&] { return std::to_string(random() % 3'000); };
  // Prefixes of each other, and bytes at both ends of their range.
  const auto bytes = [&] {
    std::string key;
    while (random() % 6 != 0) key += "\0\x01\x7f\x80\xff"[random() % 5];
    return key;
  };
  const auto below_a_prefix = [&] {
    return random() % 50 == 0 ? bytes() : std::string(40, 'p') + std::to_string(random() % 3) + "#" + bytes();
  };
  const std::vector<std::function<std::string()>> makers{number, bytes, below_a_prefix};
  for (const auto& make_key : makers) {
    Tree tree;
    Model model;
    for (int step = 0; step < 30'000; ++step) {
      // Grows, then shrinks, so that nodes split and merge.
      const bool put = random() % 100 < (step < 15'000 ? 70 : 30);
      const std::string key = make_key();
      if (put) {
        const auto value = static_cast<std::uint32_t>(random() % 100);
        tree.put(key, weighed(value));
        model[key] = value;
      } else {
        REQUIRE(tree.erase(key) == (model.erase(key) > 0));
      }
      const std::string other = make_key();
      REQUIRE((tree.find(other) != nullptr) == (model.count(other) > 0));
      if (step % 1'000 == 0) check_same(tree, model);
      if (step % 50 == 0) check_seeks(tree, model, make_key());
    }
    check_same(tree, model);
    while (!model.empty()) {
      REQUIRE(tree.erase(model.begin()->first));
      model.erase(model.begin());
      if (model.size() % 100 == 0) check_same(tree, model);
    }
    CHECK(tree.empty());
  }
}

TEST_CASE("a copy of the tree does not change") {
  std::mt19937 random(13);
  Tree tree;
  Model model;
  std::vector<std::pair<Tree, Model>> held;
  for (int step = 0; step < 5'000; ++step) {
    const std::string key = std::to_string(random() % 500);
    if (random() % 3 == 0) {
      tree.erase(key);
      model.erase(key);
    } else {
      const auto value = static_cast<std::uint32_t>(random() % 100);
      tree.put(key, weighed(value));
      model[key] = value;
    }
    if (step % 250 == 0) held.emplace_back(tree, model);
  }
  for (const auto& [copy, then] : held) check_same(copy, then);
}

TEST_CASE("ascending keys fill the tree and keep it ordered") {
  Tree tree;
  Model model;
  for (int i = 0; i < 10'000; ++i) {
    const std::string key = std::to_string(100'000 + i);
    tree.put(key, weighed(1));
    model[key] = 1;
  }
  check_same(tree, model);
  for (int i = 0; i < 10'000; ++i) tree.erase(std::to_string(100'000 + i));
  CHECK(tree.empty());
}

TEST_CASE("editing a value leaves copies of the tree as they were") {
  Tree tree;
  for (int i = 0; i < 100; ++i) tree.put(std::to_string(i), weighed(1));
  const Tree copy = tree;
  tree.edit("42")->weight = 7;
  CHECK(tree.find("42")->weight == 7);
  CHECK(copy.find("42")->weight == 1);
  CHECK(tree.edit("none") == nullptr);
}
