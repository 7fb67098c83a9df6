/* Authors a fixture package through msi.dll's own database functions: no package is shipped. */
#ifndef AGENT_FIXTURE_H
#define AGENT_FIXTURE_H

#include "msi.h"

typedef struct {
  const char *path, *product_name, *product_code;
  /* Registers the product when it is installed, so that functions that take a product code succeed. */
  int registers;
  /* Puts markers into AdvtExecuteSequence too, where Windows allows no custom action but Wine does. */
  int marks_advertise;
} Fixture;

/* On failure `problem` names the function and the code. */
int author_fixture(const Fixture *fixture, Text *problem);

#endif
