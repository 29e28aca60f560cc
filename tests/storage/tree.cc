#include "storage/tree.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

namespace {

struct Weighed {
  std::uint64_t weight = 0;
};
std::uint64_t tree_weight(const Weighed& value) { return value.weight; }

using Tree = shardbook::Tree<Weighed>;
using Model = std::map<std::string, Weighed>;

void check_same(const Tree& tree, const Model& model) {
  REQUIRE(tree.size() == model.size());
  auto at = tree.first();
  std::uint64_t weight = 0;
  for (const auto& [key, value] : model) {
    REQUIRE(at.valid());
    REQUIRE(at.key() == key);
    REQUIRE(at.value().weight == value.weight);
    weight += value.weight;
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
  Tree tree;
  Model model;
  for (int step = 0; step < 30'000; ++step) {
    // Grows, then shrinks, so that nodes split and merge.
    const bool put = random() % 100 < (step < 15'000 ? 70 : 30);
    const std::string key = std::to_string(random() % 3'000);
    if (put) {
      const Weighed value{random() % 100};
      tree.put(key, value);
      model[key] = value;
    } else {
      REQUIRE(tree.erase(key) == (model.erase(key) > 0));
    }
    if (step % 1'000 == 0) check_same(tree, model);
    if (step % 50 == 0) check_seeks(tree, model, std::to_string(random() % 3'000));
  }
  check_same(tree, model);
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
      const Weighed value{random() % 100};
      tree.put(key, value);
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
    tree.put(key, {1});
    model[key] = {1};
  }
  check_same(tree, model);
  for (int i = 0; i < 10'000; ++i) tree.erase(std::to_string(100'000 + i));
  CHECK(tree.empty());
}
