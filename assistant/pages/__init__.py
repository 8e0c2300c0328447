"""The pages beside the chat: search, resolutions, comparisons, timelines and the corpus, made on the server.

A page is a folder of this package with

``shown.py``    what it shows: pure functions ``(catalogue, *state) -> dataclasses``, of a module and with values that can be
                pickled, since :meth:`Kit.page` hands them to ``assistant.consult`` and the catalogue lives in a process apart
``state.py``    where its address holds more than a few words: a frozen dataclass with ``of(query)`` and ``address()``; a value that
                cannot be read raises :class:`~assistant.errors.WrongInput` in words for the reader (status 422), what is named
                and missing :class:`~assistant.errors.NotThere` (404); neither is ever a 500
``routes.py``   ``routes(kit) -> list[Route]``, which :mod:`assistant.pages.app` puts together
``page.html``   extends ``frame/base.html``; blocks ``title``, ``styles``, ``main``, ``keys``, ``scripts``
``page.css``, ``page.js``, …   served below ``/pages/``, behind a fingerprint of all of them; whatever ends in .css, .js, .woff2, .svg or .png is served, so
                that nothing else lies beside it under such a name

In a template, ``shown`` is what the function returned, ``given`` the further values; both are escaped wherever they are printed, and a
name that is missing is an error. Addresses of the server go through ``to('/search')``, which knows the path prefix, files of
the pages through ``asset('search/page.css')``, which lets a browser keep them. Templates of the window are there as
``ui/timeline.html``, its styles as ``asset('ui/timeline.css')``.

Pages work without script; a script makes them nicer. It is a module that imports others by relative paths, and its pure parts
have tests by ``node --test`` (``tests/pages/*.test.mjs``). The policy of a page allows no inline script, no ``style`` attribute, no
``eval``, and nothing from elsewhere: the styles of a chart are its classes or its attributes. Keys are declared as ``data-press`` on the link,
button or field that they press (``frame/keys.js``), and told in the block ``keys`` of the help sheet.

What changes something is sent by POST below ``/corpus`` and nowhere else; the gate lets it through only from a page of the window itself.
"""
