#include "measure.h"

void measure(const Json *plan, Journal *journal) {
  (void)plan;
  (void)journal;
}
