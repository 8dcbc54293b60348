/*
 * AX_CLONES before a function: it is compiled for AVX2 too, and the loader
 * chooses.  Not for clang (JIT bitcode), nor under ASan, whose run-time is
 * not ready when the loader asks.  AVX2 without FMA: the results are the same.
 */
#ifndef AX_BASE_CLONES_H
#define AX_BASE_CLONES_H

#if defined(__x86_64__) && defined(__gnu_linux__) && \
	!defined(__llvm__) && !defined(__SANITIZE_ADDRESS__)
#define AX_CLONES __attribute__((target_clones("avx2", "default"), noinline))
#else
#define AX_CLONES
#endif

#define AX_INLINE static inline __attribute__((always_inline))

#endif
