"""From a transcript to an answer that links to the moment it rests on. Copy what you need: only
the standard library of Python 3.10 or newer is used.

    python3 hark.py FILE QUESTION [FOLLOW-UP…]

HARK_URL and HARK_KEY say where and who; the README beside has the other variables.
"""

import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request
import uuid

import webhook

URL = os.environ.get("HARK_URL", "http://127.0.0.1:8080")
KEY = os.environ.get("HARK_KEY", "")
END_USER = os.environ.get("HARK_END_USER")
LINK = os.environ.get("HARK_LINK", "https://app.example.com/recordings/{recording_id}?t={start_ms}")
ATTEMPTS = 5
# What passes: the project's limit, a service that restarts, the first try still at work.
PASSING = {"rate_limit_exceeded", "unavailable", "idempotency_in_progress"}


class HarkError(Exception):
    """What Hark refused. Branch on the code, show the message, quote the request id in support."""

    def __init__(self, code, message, request_id=None, **_):
        super().__init__(f"{code}: {message}" + (f" (request {request_id})" if request_id else ""))
        self.code = code


def call(method, path, body=None, content_type="application/json", accept="*/*"):
    """Calls the API until it answers. A POST keeps its Idempotency-Key, so that it is done once."""
    headers = {"Authorization": f"Bearer {KEY}", "Accept": accept}
    if method == "POST":
        headers |= {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": content_type}
    request = urllib.request.Request(URL + path, body, headers, method=method)
    for attempt in range(1, ATTEMPTS + 1):
        seconds = 2 ** (attempt - 1)
        try:
            return urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as answer:
            error = problem(answer)
            if error.code not in PASSING or attempt == ATTEMPTS:
                raise error from None
            seconds = answer.headers.get("Retry-After", seconds)
        except OSError:
            if attempt == ATTEMPTS:
                raise
        time.sleep(float(seconds))


def problem(answer):
    text = answer.read().decode()
    try:
        return HarkError(**json.loads(text)["error"])
    except (ValueError, KeyError, TypeError):
        return HarkError(f"HTTP {answer.status}", text[:200])  # Not of Hark: a proxy between.


def read(path):
    with call("GET", path) as answer:
        return json.load(answer)


def upload(file):
    """Sends the file under its name as our own id: sent again, it is taken in once."""
    fields = {"external_id": file.name, "title": file.stem}
    if END_USER:
        fields["end_user_id"] = END_USER
    boundary = uuid.uuid4().hex
    part = f'--{boundary}\r\nContent-Disposition: form-data; name="'
    form = "".join(f'{part}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    form += f'{part}file"; filename="transcript"\r\n\r\n'
    body = form.encode() + file.read_bytes() + f"\r\n--{boundary}--\r\n".encode()
    kind = f"multipart/form-data; boundary={boundary}"
    with call("POST", "/v1/transcriptions", body, kind) as answer:
        return json.load(answer)["recording_id"]


def wait_until_searchable(recording_id, wait):
    """Looks at the start, and whenever the wait is over."""
    while (recording := read(f"/v1/recordings/{recording_id}"))["status"] != "completed":
        if recording["status"] == "failed":
            error = read(f"/v1/transcriptions/{recording['transcription_id']}")["error"] or {}
            raise RuntimeError(f"The transcript failed: {error.get('code')}: {error.get('message')}")
        wait(recording_id)


def events(stream):
    """The server-sent events of an answer."""
    event = ""
    for line in stream:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            event = value
        elif name == "data":
            yield event, json.loads(value)


def ask(path, body):
    """Prints the answer as it is written, then what it rests on; gives back the session."""
    cited = []
    with call("POST", path, json.dumps(body).encode(), accept="text/event-stream") as stream:
        for event, data in events(stream):
            if event == "delta":
                print(data["text"], end="", flush=True)
            elif event == "citation":
                if data not in cited:
                    cited.append(data)
                print(f" [{cited.index(data) + 1}]", end="", flush=True)
            elif event == "error":
                raise HarkError(**data)
            elif event == "completed":
                print("\n")
                for number, citation in enumerate(cited, 1):
                    print_citation(number, **citation)
                return data["session_id"]
    raise RuntimeError("The stream broke off. The answer is stored: read the session's messages.")


def print_citation(number, recording_id, start_ms, **_):
    title = read(f"/v1/recordings/{recording_id}")["title"] or recording_id
    at = time.strftime("%H:%M:%S", time.gmtime(start_ms // 1000))
    link = LINK.replace("{recording_id}", recording_id).replace("{start_ms}", str(start_ms))
    print(f"[{number}] {title}, {at} – {link}")


def main(file=None, question=None, *follow_ups):
    if not (file and question and KEY):
        sys.exit("HARK_KEY=… hark.py FILE QUESTION [FOLLOW-UP…]")
    wait = lambda recording_id: time.sleep(1)
    if "HARK_WEBHOOK_SECRET" in os.environ:
        # Before the upload: the news may be quicker than its answer.
        port = int(os.environ.get("HARK_WEBHOOK_PORT", 8090))
        wait = webhook.receiver(os.environ["HARK_WEBHOOK_SECRET"], port)
    wait_until_searchable(upload(pathlib.Path(file)), wait)
    first = {"scope": {"type": "library"}, "initial_message": {"content": question}}
    session = ask("/v1/ask/sessions", first | {"end_user_id": END_USER})
    for content in follow_ups:
        ask(f"/v1/ask/sessions/{session}/messages", {"content": content})


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (HarkError, RuntimeError, OSError) as error:
        sys.exit(str(error))
