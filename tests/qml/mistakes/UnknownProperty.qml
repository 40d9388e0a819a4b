// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

import QtQml
import SSE

SseSource {
    reconnectIntervall: 5
}
