/* msi.dll, loaded when it is first needed. What an old one lacks is NULL. */
#ifndef AGENT_MSI_H
#define AGENT_MSI_H

#include "win.h"

typedef unsigned long MsiHandle;
typedef int(WINAPI *RecordHandler)(void *context, UINT message, MsiHandle record);
typedef int(WINAPI *StringHandler)(void *context, UINT message, const WCHAR *text);

/* Each function of msi.dll that the agent calls: name, result, parameters. */
#define MSI_FUNCTIONS(EACH)                                                                     \
  EACH(MsiOpenDatabaseW, UINT, (const WCHAR *, const WCHAR *, MsiHandle *))                     \
  EACH(MsiDatabaseOpenViewW, UINT, (MsiHandle, const WCHAR *, MsiHandle *))                     \
  EACH(MsiViewExecute, UINT, (MsiHandle, MsiHandle))                                            \
  EACH(MsiCloseHandle, UINT, (MsiHandle))                                                       \
  EACH(MsiDatabaseCommit, UINT, (MsiHandle))                                                    \
  EACH(MsiGetSummaryInformationW, UINT, (MsiHandle, const WCHAR *, UINT, MsiHandle *))          \
  EACH(MsiSummaryInfoSetPropertyW, UINT, (MsiHandle, UINT, UINT, INT, FILETIME *, const WCHAR *)) \
  EACH(MsiSummaryInfoPersist, UINT, (MsiHandle))                                                \
  EACH(MsiSetInternalUI, UINT, (UINT, HWND *))                                                  \
  EACH(MsiSetExternalUIW, StringHandler, (StringHandler, DWORD, void *))                        \
  EACH(MsiRecordGetStringW, UINT, (MsiHandle, UINT, WCHAR *, DWORD *))                          \
  EACH(MsiRecordGetInteger, INT, (MsiHandle, UINT))                                             \
  EACH(MsiSetPropertyW, UINT, (MsiHandle, const WCHAR *, const WCHAR *))                        \
  EACH(MsiOpenPackageW, UINT, (const WCHAR *, MsiHandle *))                                     \
  EACH(MsiQueryProductStateW, INT, (const WCHAR *))                                             \
  EACH(MsiGetProductInfoW, UINT, (const WCHAR *, const WCHAR *, WCHAR *, DWORD *))              \
  EACH(MsiInstallProductW, UINT, (const WCHAR *, const WCHAR *))                                \
  EACH(MsiSequenceW, UINT, (MsiHandle, const WCHAR *, INT))                                     \
  EACH(MsiConfigureProductW, UINT, (const WCHAR *, int, int))                                   \
  EACH(MsiReinstallProductW, UINT, (const WCHAR *, DWORD))                                      \
  EACH(MsiConfigureFeatureW, UINT, (const WCHAR *, const WCHAR *, int))                         \
  EACH(MsiApplyPatchW, UINT, (const WCHAR *, const WCHAR *, int, const WCHAR *))                \
  EACH(MsiAdvertiseProductW, UINT, (const WCHAR *, const WCHAR *, const WCHAR *, LANGID))       \
  EACH(DllGetVersion, HRESULT, (void *))

/* Windows Installer 3.1 and later. */
#define MSI_LATER_FUNCTIONS(EACH) EACH(MsiSetExternalUIRecord, UINT, (RecordHandler, DWORD, void *, RecordHandler *))

#define DECLARE(name, result, parameters) result(WINAPI *name) parameters;
typedef struct {
  MSI_FUNCTIONS(DECLARE)
  MSI_LATER_FUNCTIONS(DECLARE)
  /* DllGetVersion: major, minor, build. */
  unsigned version[3];
} Msi;
#undef DECLARE

extern Msi msi;

/* Loads msi.dll and COM. On failure `problem` says in a sentence what this machine lacks. */
int msi_load(Text *problem);

#endif
