"""The local page: `rashomon serve DIR`.

How a page is added. Write a module with a function that answers a request with a `Page`, and a `routes()`:

    from rashomon.show.web.pages import Page, page, desk_of

    def show(request: Request) -> Page:
        with desk_of(request).open() as ledger:            # rashomon.ledger.store.Ledger, closed again at once
            text = ledger.text(request.path_params["id"])
        return Page("document.html", title="A document", data={"text": text}, view={"marks": ...})

    def routes() -> list[BaseRoute]:
        return page("/document/{id}", show, "document")

and add the module to PAGES in `app.py`. What follows from it:

- `/document/ID` shows `templates/document.html` with `data` and `view` as its variables; `/document/ID.json` gives
  exactly `data`. Routes with a fixed name (`/events`) get their twin the same way (`/events.json`).
- The function runs in a thread, so it may read the disk. NotFound becomes a page with status 404 and its message.
- The template begins with `{% extends "base.html" %}` and fills the blocks `main`, and where needed `head` (for
  `<script src="{{ static('review.js') }}" type="module"></script>`, style sheets) and `body_class`. Jinja escapes
  all text; `|safe_text` also makes control characters and direction marks harmless (rashomon.show.wording.safe: use it
  for all text of documents except where offsets must fit); never use `|safe`. The policy of the page forbids inline
  scripts, inline styles, `style=` and anything from another host: write CSS and JavaScript into `static/`.
- What changes something is a POST: `action("/review/accept", act, "accept")`, where `act(request, form)` returns
  the address to go to next, or a `Page` (a list of problems, say). The form must hold `{{ token_field() }}`; a script
  sends the header `X-Rashomon-Token` with the content of `<meta name="rashomon-token">` instead.
- Addresses: an event is `/event/ID`, a document `/document/ID`, words of it `/document/ID?span=START-END#mark`
  (code points; the page gives the element that marks the span `id="mark"`), the queue `/review`.
- Words that may be graphic: `{{ veil(text) }}` blurs them for those who want that (see veil.py).
"""
