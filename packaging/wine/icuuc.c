/* SPDX-License-Identifier: MIT */
/* Stands in for icuuc.dll, which Windows has since 10 1903 and Wine 10 has not. Qt asks it for the
   converters of encodings that Qt itself does not know: here there are none. */
#include <stddef.h>

#define OUT __declspec(dllexport)
enum { FILE_ACCESS_ERROR = 4 };

static void *none(int *error)
{
    if (error)
        *error = FILE_ACCESS_ERROR;
    return NULL;
}

OUT void *ucnv_open(const char *name, int *error) { return none(error); }
OUT void ucnv_close(void *converter) { }
OUT void ucnv_reset(void *converter) { }
OUT signed char ucnv_getMaxCharSize(void *converter) { return 1; }
OUT const char *ucnv_getName(void *converter, int *error) { return none(error); }
OUT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) { }
OUT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) { }
OUT void ucnv_getToUCallBack(void *converter, void **action, const void **context)
{
    *action = NULL;
    *context = NULL;
}
OUT void ucnv_getFromUCallBack(void *converter, void **action, const void **context)
{
    *action = NULL;
    *context = NULL;
}
OUT void ucnv_setToUCallBack(void *converter, void *a, void *b, void *c, void *d, int *error) { none(error); }
OUT void ucnv_setFromUCallBack(void *converter, void *a, void *b, void *c, void *d, int *error) { none(error); }
OUT void ucnv_cbToUWriteUChars(void *a, void *b, int c, int d, int *error) { none(error); }
OUT void ucnv_cbFromUWriteUChars(void *a, void *b, void *c, int d, int *error) { none(error); }
OUT void ucnv_toUnicode(void *a, void *b, void *c, void *d, void *e, void *f, char g, int *error) { none(error); }
OUT void ucnv_fromUnicode(void *a, void *b, void *c, void *d, void *e, void *f, char g, int *error) { none(error); }
OUT int ucnv_toUCountPending(void *converter, int *error) { return 0; }
OUT int ucnv_fromUCountPending(void *converter, int *error) { return 0; }
OUT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return none(error); }
OUT const char *ucnv_getAvailableName(int number) { return NULL; }
OUT int ucnv_countAvailable(void) { return 0; }
