// Reads {secret, headers, body} from standard input and prints the type of what the published library takes.
import { Webhook } from "standardwebhooks";
let text = "";
for await (const part of process.stdin) text += part;
const { secret, headers, body } = JSON.parse(text);
// The library looks at the time, which the tests move.
Date.now = () => Number(headers["webhook-timestamp"]) * 1000;
console.log(new Webhook(secret).verify(body, headers).type);
