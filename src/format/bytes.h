/* Little-endian numbers at any address. */
#ifndef AX_FORMAT_BYTES_H
#define AX_FORMAT_BYTES_H

#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "array_ext reads its stored values in place and so needs a little-endian machine"
#endif

static inline uint16_t
ax_get_u16(const uint8_t *p)
{
	uint16_t	v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline uint32_t
ax_get_u32(const uint8_t *p)
{
	uint32_t	v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline uint64_t
ax_get_u64(const uint8_t *p)
{
	uint64_t	v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline int64_t
ax_get_i64(const uint8_t *p)
{
	return (int64_t) ax_get_u64(p);
}

static inline void
ax_put_u16(uint8_t *p, uint16_t v)
{
	memcpy(p, &v, sizeof(v));
}

static inline void
ax_put_u32(uint8_t *p, uint32_t v)
{
	memcpy(p, &v, sizeof(v));
}

static inline void
ax_put_u64(uint8_t *p, uint64_t v)
{
	memcpy(p, &v, sizeof(v));
}

static inline void
ax_put_i64(uint8_t *p, int64_t v)
{
	ax_put_u64(p, (uint64_t) v);
}

#endif
