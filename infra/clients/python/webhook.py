"""Waiting for a recording by webhook instead of by looking every second."""

import base64
import hmac
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def receiver(secret, port):
    """Receives what the endpoint with this secret is told; gives back how to wait for news."""
    told = set()
    news = threading.Condition()

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            genuine = is_signed(secret, self.headers, body)
            self.send_response(204 if genuine else 401)
            self.end_headers()
            if genuine:
                event = json.loads(body)
                print("Told by webhook:", event["type"], file=sys.stderr)
                with news:
                    told.add(event["data"].get("recording_id"))
                    news.notify_all()

        def log_message(self, *_):
            pass

    def wait(recording_id):
        """Until there is news; after a minute it is time to look anyway."""
        if recording_id in told:
            time.sleep(1)
        with news:
            news.wait_for(lambda: recording_id in told, timeout=60)

    server = ThreadingHTTPServer(("", port), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return wait


def is_signed(secret, headers, body):
    """As Standard Webhooks says: over id, time and body as it came, at most five minutes old."""
    sent_at = headers["webhook-timestamp"] or "0"
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.digest(key, f"{headers['webhook-id']}.{sent_at}.".encode() + body, "sha256")
    ours = "v1," + base64.b64encode(mac).decode()
    theirs = (headers["webhook-signature"] or "").split()
    is_ours = any(hmac.compare_digest(ours.encode(), one.encode()) for one in theirs)
    return is_ours and abs(time.time() - int(sent_at)) < 300
