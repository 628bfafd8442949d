package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/applyforus/applyforus/core/jobs"
)

// baseline is search as one would write it first, and well: the stored vector with its
// index, ts_rank, an exact count, one GROUP BY per facet without the facet's own
// selection, all prepared and sent in one round trip. It marks no words in its rows.
type baseline struct{ pool *pgxpool.Pool }

type conditions struct {
	all  []string
	of   []jobs.FacetName // which facet's selection each is; "" = none
	args []any
}

func (c *conditions) add(facet jobs.FacetName, format string, values ...any) {
	places := make([]any, len(values))
	for i, v := range values {
		c.args = append(c.args, v)
		places[i] = fmt.Sprintf("$%d", len(c.args))
	}
	c.all, c.of = append(c.all, fmt.Sprintf(format, places...)), append(c.of, facet)
}

// where leaves out one facet's selection. Its parameters stay named, so that every
// statement takes the same ones.
func (c *conditions) where(but jobs.FacetName) string {
	parts := []string{"status = 'active'"}
	for i, sql := range c.all {
		if c.of[i] == "" || c.of[i] != but {
			parts = append(parts, sql)
		}
	}
	return strings.Join(parts, " AND ")
}

func conditionsOf(q jobs.SearchQuery, at time.Time) *conditions {
	c := &conditions{}
	if q.Text != "" {
		c.add("", "search @@ websearch_to_tsquery('english', %s)", q.Text)
	}
	if q.Place != "" {
		c.add("", "cities @> ARRAY[%s::text]", q.Place)
	}
	if len(q.Countries) > 0 {
		c.add(jobs.FacetCountry, "countries && %s::text[]", q.Countries)
	}
	if len(q.Remote) > 0 {
		c.add(jobs.FacetRemote, "remote = ANY(%s::text[])", q.Remote)
	}
	if len(q.Employment) > 0 {
		c.add(jobs.FacetEmployment, "employment = ANY(%s::text[])", q.Employment)
	}
	if len(q.Levels) > 0 {
		c.add(jobs.FacetLevel, "level = ANY(%s::text[])", q.Levels)
	}
	if q.PayMin > 0 {
		c.add(jobs.FacetPay, "pay_annual_max >= %s::bigint", q.PayMin)
	}
	if q.Posted > 0 {
		c.add(jobs.FacetPosted, "posted_at >= %s::timestamptz", at.AddDate(0, 0, -q.Posted))
	}
	return c
}

const baselineColumns = `id, requisition_id, company_id, company_name, title, department, locations, remote, remote_region, remote_countries, employment, level,
	pay_min, pay_max, pay_currency, pay_interval, pay_raw, questions, source, board_token, external_id, url, apply_url, fingerprint, demo, status,
	posted_at, first_seen_at, last_seen_at, closed_at, version`

func (b baseline) search(ctx context.Context, q jobs.SearchQuery, faceted bool, at time.Time) (total int, err error) {
	c := conditionsOf(q, at)
	order := "posted_at DESC, id"
	switch q.Order() {
	case jobs.SortRelevance:
		order = "ts_rank(search, websearch_to_tsquery('english', $1)) DESC, " + order
	case jobs.SortPay:
		order = "pay_annual_max DESC NULLS LAST, " + order
	case jobs.SortNewest:
	}
	var batch pgx.Batch
	queue := func(but jobs.FacetName, format string, each func(pgx.Rows) error) {
		where, args := c.where(but), c.args
		// A statement must not have parameters that it does not use.
		used := make([]any, 0, len(args))
		for i := range args {
			from := fmt.Sprintf("$%d", i+1)
			if strings.Contains(where, from) {
				used = append(used, args[i])
				where = strings.ReplaceAll(where, from, fmt.Sprintf("$%d", len(used)))
			}
		}
		batch.Queue(fmt.Sprintf(format, where), used...).Query(func(rows pgx.Rows) error {
			for rows.Next() {
				if err := each(rows); err != nil {
					return err
				}
			}
			return rows.Err()
		})
	}
	drop := func(rows pgx.Rows) error { _, err := rows.Values(); return err }
	limit := q.Page.Normal().Limit
	queue("", fmt.Sprintf("SELECT %s FROM jobs.jobs WHERE %%s ORDER BY %s LIMIT %d OFFSET %d", baselineColumns, order, limit, q.Page.Offset()), drop)
	queue("", "SELECT count(*) FROM jobs.jobs WHERE %s", func(rows pgx.Rows) error { return rows.Scan(&total) })
	if faceted {
		queue(jobs.FacetRemote, "SELECT remote, count(*) FROM jobs.jobs WHERE %s GROUP BY remote", drop)
		queue(jobs.FacetEmployment, "SELECT employment, count(*) FROM jobs.jobs WHERE %s GROUP BY employment", drop)
		queue(jobs.FacetLevel, "SELECT level, count(*) FROM jobs.jobs WHERE %s GROUP BY level", drop)
		queue(jobs.FacetCountry, "SELECT country, count(*) FROM jobs.jobs, unnest(countries) country WHERE %s GROUP BY country", drop)
		queue(jobs.FacetCompany, fmt.Sprintf("SELECT company_name, count(*) FROM jobs.jobs WHERE %%s GROUP BY company_name ORDER BY 2 DESC LIMIT %d", jobs.TopCompanies), drop)
		queue(jobs.FacetPay, "SELECT width_bucket(pay_annual_max, '{3000000,5000000,7500000,10000000,12500000,15000000,20000000}'::bigint[]), count(*) FROM jobs.jobs WHERE %s GROUP BY 1", drop)
		stamps := make([]string, 0, len(jobs.PostedWithin))
		for i := len(jobs.PostedWithin) - 1; i >= 0; i-- {
			stamps = append(stamps, at.AddDate(0, 0, -jobs.PostedWithin[i]).Format(`"2006-01-02 15:04:05Z07:00"`))
		}
		queue(jobs.FacetPosted, "SELECT width_bucket(posted_at, '{"+strings.Join(stamps, ",")+"}'::timestamptz[]), count(*) FROM jobs.jobs WHERE %s GROUP BY 1", drop)
	}
	return total, b.pool.SendBatch(ctx, &batch).Close()
}
