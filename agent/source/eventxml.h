/* An event of the event log, as EvtRender writes it in XML: the few parts of it that matter here. */
#ifndef AGENT_EVENTXML_H
#define AGENT_EVENTXML_H

#include "json.h"

/* Adds the event as JSON: id, record and data. What the XML does not have is 0 or empty. */
void add_xml_event(Text *text, const char *xml);

#endif
