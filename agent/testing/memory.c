/* The memory functions of the agent, for its parts that are tried on the machine that builds it. */
#include <stdlib.h>

#include "../source/text.h"

static void *or_end(void *memory) {
  if (memory == NULL) abort();
  return memory;
}

void *memory_take(size_t size) { return or_end(calloc(1, size == 0 ? 1 : size)); }

void *memory_resize(void *memory, size_t size) { return or_end(realloc(memory, size)); }

void memory_give(void *memory) { free(memory); }
