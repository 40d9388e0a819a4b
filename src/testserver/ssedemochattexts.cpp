// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

#include "ssedemochatanswer_p.h"

using namespace Qt::StringLiterals;

QString SseDemo::chatTour()
{
    return uR"md(# A tour through Markdown

Text may be **bold**, *italic*, ***both***, ~~struck out~~ or `code`. A backslash makes \*stars\* of stars, and `` a `tick` `` fits into code.\
This line was broken on purpose.

## Lists

- Apples
- Pears
  - green ones
  - yellow ones
    1. ripe
    2. riper
- A last one, with a paragraph of its own.

  Here it is.

7. Numbers may begin anywhere
8. and go on

- [x] done
- [ ] still to do

## Quotes

> An event stream is text.
>
> > Simple things work.
>
> - even lists in quotes

## Code

```cpp
// A client in four lines.
SseSource source(QUrl("http://127.0.0.1:8080/events"));
QObject::connect(&source, &SseSource::eventReceived, &app,
                 [](const SseEvent &event) { qInfo() << event.data(); });
source.open();
```

```qml
SseSource {
    url: "http://127.0.0.1:8080/events"
    active: true
}
```

````
```
A fence inside of a fence, and a line that is much too long for its box and has to be scrolled or to be cut: 0123456789 0123456789 0123456789 0123456789
```
````

    Four spaces make code, too.

## Tables

| Left | Centre | Right |
|:-----|:------:|------:|
| `a` | **b** | 1 |
| ä, ж, 水 | 🦊 | 1000 |
| a \| b | [link](https://example.org/table) | |

## Links

A [link with a title](https://example.org/ "Example"), a bare one in <https://example.org/?a=1&b=2>, one by [reference][here], and one that should not be followed: [click me](javascript:alert(1)).

[here]: https://example.org/reference

## What a careful view does not do

It loads no image: ![a picture from far away](https://example.org/picture.png)

It runs no HTML: <b onclick="alert(1)">not bold</b> &amp; <script>alert(1)</script>

<div>Nor a block of it.</div>

## The rest

Setext headings
---------------

Right to left: שלום, مرحبا. Combining: é, ñ. Emoji: 👩‍🚀 🏳️‍🌈 👍🏽. A word without end: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft.

***

That was it.)md"_s;
}

QString SseDemo::chatLongText()
{
    return uR"md(## Round %1

This is a long answer, and it is made to be measured: every piece of it is one event, and no piece is larger than a word. A view that keeps pace lays out the last paragraph alone, and leaves what stands above as it is.

The words go by faster than anyone reads. What counts is that the window still scrolls, that the button for stopping still stops, and that the text at the end is the text that was sent.

1. Events arrive in bursts, as the network has them.
2. The model collects what arrives within a frame.
3. The view draws once for all of it.

```cpp
void Board::show(const SseEvent &event)
{
    m_pending += event.data();
    if (!m_timer.isActive())
        m_timer.start(16);
}
```

| What | How often |
|:-----|----------:|
| events | 500 a second |
| frames | 60 a second |

> A token costs the same at the end as at the beginning. That is all the secret there is.

)md"_s;
}
