package dev.hark.gateway.ask;

import dev.hark.gateway.docs.Member;

/** A new title, for the API description. */
record TitleFields(
    @Member(
            value = "What the session is called from now on.",
            most = NewSessionBody.MAX_TITLE,
            words = true)
        String title) {}
