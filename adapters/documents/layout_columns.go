package documents

import (
	"cmp"
	"slices"
)

// What makes a gap between two groups of lines a gutter between columns.
const (
	minGutter   = 5.0 // points of free width
	minRows     = 3   // lines on each side
	edgeSlack   = 2.0 // left edges this close (points) count as one
	alignedPart = 0.7 // with this share of common baselines the sides are rows of a table
	proseWords  = 5   // a phrase of so many words is running text
	labelPart   = 0.4 // with fewer lines than this share, each alone, one side labels the other
)

// readingOrder cuts the page along its gutters, again and again, and answers the
// blocks in the order in which a person reads them: what is above the columns, the
// left column, the right one, what is below.
func readingOrder(all []phrase) [][]phrase {
	if len(all) == 0 {
		return nil
	}
	cut, found := bestCut(all)
	if !found {
		return [][]phrase{all}
	}
	var above, left, right, below []phrase
	for _, p := range all {
		middle := p.box.Y + p.box.Height/2
		switch {
		case middle < cut.top:
			above = append(above, p)
		case middle > cut.bottom:
			below = append(below, p)
		case p.box.X >= cut.x:
			right = append(right, p)
		default:
			left = append(left, p)
		}
	}
	return slices.Concat(readingOrder(above), readingOrder(left), readingOrder(right), readingOrder(below))
}

// cut is a gutter: everything between top and bottom stands left or right of x.
type cut struct {
	x, top, bottom float64
	score          float64
}

// bestCut finds the gutter with the most lines on both sides. Candidates are the left
// edges that several phrases share: a column has one.
func bestCut(all []phrase) (cut, bool) {
	var best cut
	for _, x := range sharedEdges(all) {
		for _, c := range freeRuns(all, x) {
			if c.score > best.score {
				best = c
			}
		}
	}
	return best, best.score > 0
}

// sharedEdges gives the places just left of edges where at least minRows phrases begin.
func sharedEdges(all []phrase) []float64 {
	edges := make([]float64, len(all))
	for i, p := range all {
		edges[i] = p.box.X
	}
	slices.Sort(edges)
	var shared []float64
	for i := 0; i < len(edges); {
		j := i
		for j < len(edges) && edges[j]-edges[i] <= edgeSlack {
			j++
		}
		if j-i >= minRows {
			shared = append(shared, edges[i]-0.5)
		}
		i = j
	}
	return shared
}

// freeRuns gives the vertical stretches in which no phrase crosses x and the sides are columns.
func freeRuns(all []phrase, x float64) []cut {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b phrase) int { return cmp.Compare(a.box.Y, b.box.Y) })
	var runs []cut
	var left, right []phrase
	flush := func() {
		if c, ok := judge(left, right, x, false); ok {
			runs = append(runs, c)
		}
		left, right = nil, nil
	}
	for _, p := range sorted {
		switch {
		case p.box.X >= x:
			right = append(right, p)
		case p.box.Right() <= x-minGutter:
			left = append(left, p)
		default:
			flush()
		}
	}
	flush()
	if len(runs) == 0 {
		return proseRuns(sorted, x)
	}
	return runs
}

// proseRuns looks for small columns that share a line grid, such as two projects side
// by side: one paragraph apart from the next, so that a table above is not drawn in.
func proseRuns(sorted []phrase, x float64) []cut {
	var runs []cut
	var left, right []phrase
	bottom := 0.0
	flush := func() {
		if c, ok := judge(left, right, x, true); ok {
			runs = append(runs, c)
		}
		left, right = nil, nil
	}
	for _, p := range sorted {
		if p.box.Y-bottom > 0.9*p.size {
			flush()
		}
		bottom = max(bottom, p.box.Bottom())
		switch {
		case p.box.X >= x:
			right = append(right, p)
		case p.box.Right() <= x-minGutter:
			left = append(left, p)
		default:
			flush()
		}
	}
	flush()
	return runs
}

// judge decides whether two groups beside a gutter are columns, each read on its own,
// or the cells of rows, such as dates beside positions.
func judge(left, right []phrase, x float64, onGrid bool) (cut, bool) {
	if len(left) < minRows || len(right) < minRows {
		return cut{}, false
	}
	leftRows, rightRows := baselines(left), baselines(right)
	few, many := leftRows, rightRows
	if len(few) > len(many) {
		few, many = many, few
	}
	if len(few) < minRows {
		return cut{}, false
	}
	leftTop, leftBottom := extent(left)
	rightTop, rightBottom := extent(right)
	common := min(leftBottom, rightBottom) - max(leftTop, rightTop)
	if common < 0.3*min(leftBottom-leftTop, rightBottom-rightTop) {
		return cut{}, false
	}
	spread := common > 0.6*max(leftBottom-leftTop, rightBottom-rightTop)
	if spread && float64(len(few)) < labelPart*float64(len(many)) && isolated(few, left[0].size) {
		return cut{}, false
	}
	if aligned(few, many) >= alignedPart && !(onGrid && bothProse(left, right)) {
		return cut{}, false
	}
	return cut{
		x: x, top: min(leftTop, rightTop), bottom: max(leftBottom, rightBottom),
		score: float64(len(few)) * common,
	}, true
}

// baselines gives the distinct baselines of a group, from top to bottom.
func baselines(group []phrase) []float64 {
	var out []float64
	for _, row := range rows(group) {
		out = append(out, row[0].baseline)
	}
	return out
}

// aligned is the share of baselines that the other side has too.
func aligned(few, many []float64) float64 {
	hits := 0
	for _, y := range few {
		at, exact := slices.BinarySearch(many, y)
		if exact || at < len(many) && many[at]-y <= 1.5 || at > 0 && y-many[at-1] <= 1.5 {
			hits++
		}
	}
	return float64(hits) / float64(len(few))
}

// isolated tells whether most lines have none of their own side close beneath.
func isolated(baselines []float64, size float64) bool {
	alone := 1
	for i := 1; i < len(baselines); i++ {
		if baselines[i]-baselines[i-1] > 2*size {
			alone++
		}
	}
	return float64(alone) >= 0.7*float64(len(baselines))
}

// bothProse tells whether both sides hold running text, which no table of dates and
// places does. Columns that share a line grid are known by it.
func bothProse(left, right []phrase) bool { return prose(left) >= 2 && prose(right) >= 2 }

func prose(group []phrase) int {
	count := 0
	for _, p := range group {
		if len(p.words) >= proseWords {
			count++
		}
	}
	return count
}

func extent(group []phrase) (top, bottom float64) {
	top, bottom = group[0].box.Y, group[0].box.Bottom()
	for _, p := range group[1:] {
		top, bottom = min(top, p.box.Y), max(bottom, p.box.Bottom())
	}
	return top, bottom
}
