/* SPDX-License-Identifier: MIT */
/* Stands in for mscms.dll, whose WcsCreateIccProfile Wine 10 lacks: Qt asks each screen for its
   colours, and hears of none. */
#include <windows.h>

#define OUT __declspec(dllexport)

OUT void *WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD how) { return NULL; }
OUT BOOL WINAPI CloseColorProfile(void *profile) { return FALSE; }
OUT BOOL WINAPI GetColorProfileFromHandle(void *profile, BYTE *bytes, DWORD *count) { return FALSE; }
OUT void *WINAPI WcsCreateIccProfile(void *profile, DWORD options) { return NULL; }
