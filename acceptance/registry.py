"""A registry that has no image: it answers as one does that was asked for a name it does not know.

With it a pull fails for that reason and no other, with or without a network.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class NoImages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        known = self.path == "/v2/"
        body = b"{}" if known else json.dumps({"errors": [{"code": "MANIFEST_UNKNOWN", "message": "manifest unknown"}]}).encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = answer


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), NoImages).serve_forever()
