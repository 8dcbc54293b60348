/* Exact linear algebra of rationals in memory. */
#include "postgres.h"

#include "miscadmin.h"

#include "kernel/eliminate.h"
#include "ndarray/exact.h"
#include "ndarray/matrix.h"
#include "pg/error.h"

static void
eliminate(AxElimination *e, Size n, Size m, const AxRational *a, const AxRational *b)
{
	AxError		err;

	AX_CHECK(ax_eliminate_begin(e, ax_pg_alloc(CurrentMemoryContext), n, m, a, b, &err), &err);
	do
		CHECK_FOR_INTERRUPTS();
	while (ax_eliminate_step(e));
}

static AxRational *
unit_matrix(Size n)
{
	AxRational *unit = ax_matrix_room(n * n, sizeof(AxRational));

	for (Size i = 0; i < n * n; i++)
	{
		unit[i].num = i % (n + 1) == 0;
		unit[i].den = 1;
	}
	return unit;
}

Size
ax_exact_solve(Size n, Size m, const AxRational *a, const AxRational *b, AxRational *x)
{
	AxElimination e;
	AxError		err;
	Size		failed;
	AxRational *unit = b == NULL ? unit_matrix(n) : NULL;

	eliminate(&e, n, m, a, b != NULL ? b : unit);
	failed = e.rank < n ? e.rank + 1 : 0;
	for (Size i = 0; failed == 0 && i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (Size j = 0; j < m; j++)
			AX_CHECK(ax_eliminate_cell(&e, i, j, &x[i * m + j], &err), &err);
	}
	ax_eliminate_end(&e);
	if (unit != NULL)
		pfree(unit);
	return failed;
}

AxRational
ax_exact_det(Size n, const AxRational *a)
{
	AxElimination e;
	AxError		err;
	AxRational	det;

	eliminate(&e, n, 0, a, NULL);
	AX_CHECK(ax_eliminate_det(&e, &det, &err), &err);
	ax_eliminate_end(&e);
	return det;
}
