package browser_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/applyforus/applyforus/adapters/browser"
	"github.com/applyforus/applyforus/core/autoapply"
)

// furniture stands around what an employer says: %s.
const furniture = `<!doctype html><title>Jobs</title><style>.far{position:absolute;width:1px;height:1px;overflow:hidden}</style>
<header><a href="#">Heckenbauer</a> <nav><a href="#">Jobs</a> <a href="#">Application submitted? Questions and answers</a></nav></header>
%s
<aside>Application received by mistake? Write to us.</aside>
<div role="dialog" aria-label="Cookies"><p>We use cookies. Thanks for applying your choice.</p><button>Accept</button></div>
<footer>Thank you for applying at Heckenbauer since 1901 · Imprint · Privacy</footer>`

// confirmations are pages as employers answer with, and the words that count.
var confirmations = map[string]struct{ page, want string }{
	"main landmark": {
		fmt.Sprintf(furniture, `<main><nav>Home / Thank you for applying</nav><div><strong>Thank you for applying</strong> to Heckenbauer.<br>Follow us meanwhile.</div>
			<p>We have received your application for Hedge Cutter. Expect an answer within two weeks.</p></main>`),
		"Thank you for applying to Heckenbauer. · We have received your application for Hedge Cutter.",
	},
	"heading in a header of the main part": {
		fmt.Sprintf(furniture, `<main><article><header><h1>Thank you for applying</h1><p>Your papers are with Ms. Dorn now. See you.</p></header></article></main>`),
		"Thank you for applying · Your papers are with Ms. Dorn now.",
	},
	"no landmark": {
		`<div><a href="#">Home</a><a href="#">Jobs</a></div><div><div><span>Application</span> <b>submitted.</b></div></div><div>Imprint · Privacy</div>`,
		"Application submitted.",
	},
	"what is hidden does not count": {
		fmt.Sprintf(furniture, `<main><p hidden>Application submitted by nobody.</p><p class="far">Application received by far.</p><p style="visibility:hidden">Application submitted unseen.</p>
			<p aria-hidden="true">Application submitted for show.</p><p>Your application has been received.</p></main>`),
		"Your application has been received.",
	},
	"a message over the page": {
		`<header>Heckenbauer</header><div style="height:0"><div role="status" style="position:fixed;top:0;display:flex"><i style="display:contents">Application submitted.</i></div></div><main><h1>Hedge Cutter</h1><p>Cut hedges.</p></main><footer>Imprint</footer>`,
		"Application submitted.",
	},
	"German": {
		fmt.Sprintf(furniture, `<main role="main"><h2>Vielen Dank für deine Bewerbung!</h2><p>Wir melden uns bzw. rufen an. Bis bald.</p></main>`),
		"Vielen Dank für deine Bewerbung! · Wir melden uns bzw. rufen an.",
	},
}

// TestConfirmationIsQuotedWithoutThePageAroundIt sends a form to employers that answer
// each in another way.
func TestConfirmationIsQuotedWithoutThePageAroundIt(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	write := func(w http.ResponseWriter, page string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, page)
	}
	mux.HandleFunc("GET /form", func(w http.ResponseWriter, r *http.Request) {
		write(w, fmt.Sprintf(`<h1>Hedge Cutter</h1><form method="post" action="/send?as=%s"><label>First name <input name="first_name"></label>
			<label>Email <input type="email" name="email"></label><label>Resume <input type="file" name="resume"></label><button>Apply</button></form>`, url.QueryEscape(r.FormValue("as"))))
	})
	mux.HandleFunc("POST /send", func(w http.ResponseWriter, r *http.Request) { write(w, confirmations[r.FormValue("as")].page) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	pool := startPool(t, nil, server.URL)
	for name, c := range confirmations {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := sendTo(t, pool, server.URL+"/form?as="+url.QueryEscape(name)); got.Result != autoapply.Confirmed || got.Evidence != c.want {
				t.Errorf("outcome %+v, want the words %q", got, c.want)
			}
		})
	}
}

// sendTo sends a form as it is.
func sendTo(t *testing.T, pool *browser.Pool, address string) autoapply.Outcome {
	t.Helper()
	s, err := pool.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if page, err := s.Inspect(t.Context()); err != nil || page.Form == nil {
		t.Fatalf("page %+v, error %v", page, err)
	}
	outcome, err := s.Submit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}
