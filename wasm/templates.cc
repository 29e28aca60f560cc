// Of a template that several files instantiate the linker keeps the first, and this file is linked first: here for speed those that every
// item passes through, which the library and the rarer operations have instantiated for size.
#define _LIBCPP_DISABLE_EXTERN_TEMPLATE
#include <string>
#include <vector>

#include "storage/table.h"
#include "value/attribute_value.h"

template class std::basic_string<char>;
template class std::vector<shardbook::Attribute>;
template class std::vector<shardbook::AttributeValue>;
template class shardbook::Tree<shardbook::Item>;
