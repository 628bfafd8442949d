// Package ui is the kit that every page of the three apps is built from: shells,
// page archetypes, components, words, and the embedded style sheet and script. It
// must not know any domain: it takes texts, numbers, times and addresses.
//
// # Use
//
// Small things are functions, things with options are structs; both are components:
//
//	@ui.Icon("bell")
//	@ui.Button{Label: "Send application", Icon: "send", Variant: ui.Primary, Submit: true}
//	@ui.Card{Title: "Match"}.Around() { … }      // structs that take children: .Around()
//
// # Frames
//
//	Page{Title, App, Path, User, Nav, Account, Inbox, Flash, Env, CSRF, Wide …}   handed to every frame
//	ListPage{Page, Title, Intro, Action, Tabs, Search, Filters, Count, Tools, Chips, Pager, Plain}.Around()
//	DetailPage{Page, Back, BackLabel, Mark, Title, Sub, State, Action, Tabs, Side}.Around()
//	ReviewPage{Page, Back, BackLabel, Title, Intro, Next, Actions}.Around()
//	BoardPage{Page, Title, Intro, Action, Tools, Count, Move}.Around()
//	    BoardColumn(key, label, count, none) { BoardCard{ID, Href, Title, Facts} }
//	Shell(page) { Head{Back, BackLabel, Title, Intro, Action} … }     any other signed-in page
//	PublicShell(page) { … }   PublicForm(page, heading, intro) { … }   pages without a session
//	Layout classes: stack, stack-lg, split-side (main column and side column), actions, fld-row, prose, muted, small, nums,
//	filter-row (fields in a row).
//
// # Forms
//
//	f := ui.FormFrom(err, r.PostForm)            what was typed (no secrets), what is wrong; status 422
//	<form class="form" method="post"> ErrorSummary(f)  CSRF(token)
//	Field{Form, Name, Label, Hint, Kind, Value, Required, Autocomplete, …}   Kind "textarea" too
//	a password can be looked at; with Meter a new one is told how well it does
//	Passkey{ID, Action, Label, Question, Options, Create, Conditional, CSRF}   asks the browser for a passkey
//	Select{Form, Name, Label, Options}   Choices{… Many}   Checkbox{…}   FileDrop{…}
//	Attributes of <form>: data-guard asks before unsaved work is left, data-live sends
//	a filter as it changes, data-upload shows the way up of a FileDrop.
//
// # Parts
//
//	Button{Label, Icon, IconOnly, Variant, Size, Href, Submit, Form, Name, Value, Dialog, Disabled, Attrs}
//	Link(href, label)  OutLink(href, label)  Menu(label, icon) { MenuLink / MenuButton }
//	Confirm{ID, Title, Said, Action, Verb, Keep, Danger, CSRF}     opened by Button{Dialog: ID}
//	Badge{Kind, Text, Icon}  Tag(text)  Note{Kind, Title, Text}  Card{Title, Intro, ID, Action, Flush, Footer}
//	Empty(icon, title, text) { buttons }  Skeleton(rows)  Progress{Src, LastID, Steps}  Bar(label, value, limit)
//	Timeline(now, []Event)  Time(at, now)  Facts(wide, []Fact)  Stats([]Stat)  Hash(what, hash)  Copy(label, text)
//	Score{Value, Label, Small}  Parts([]Part)  EvidenceList([]Evidence)  Answers([]Answer)
//	Table{Caption, Columns}.Around() { <tr> }  Rows(label) { Row{Href, Title, Head, Mark, Meta, Side} }
//	Pager{Number, Pages, Total, Noun, Nouns, Href}  Tabs(label, []Tab)  Chips([]Chip, clearHref)
//	FilterOpen(sheetID, active)  Sheet(id, form) { fields }     filters: in place, on a phone a sheet
//	Settings(label) { Setting{Icon, Title, Text, State, Action} }   lines of a flush Card on a settings page
//	Avatar(name)  CompanyMark(name, size)  Highlight([]Segment)
//	Kinds: OK, Info, Neutral, Warn, Bad. Always with a word.
//
// # Words
//
//	Int  Count(n, singular, plural)  Pay(money.Range)  Stated  Bytes  ShortHash  Exact  Date  Ago(t, now)  Initials
//
// # Script
//
// A handler that htmx calls may answer HX-Trigger: {"toast": {"text", "kind", "undo"}}.
// data-command="Label" puts a control in the command palette. The protocol of
// Progress is told in assets/src/js/60-live.js. Without script everything but live
// progress, dialogs and the palette works.
//
// After a change of a template, a style or a script: npm run build (dist and
// icons_gen.go are committed). Icons are listed in assets/src/icons.txt.
package ui
