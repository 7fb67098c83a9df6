/* Measures what no public source tells of Windows: the plan says what to do, the answers are kept as they came. */
#ifndef AGENT_MEASURE_H
#define AGENT_MEASURE_H

#include "journal.h"

/* Runs a measurement of the plan, unless the journal has it already. It ends no run, whatever comes of it. */
void measure(const Json *plan, Journal *journal);

#endif
