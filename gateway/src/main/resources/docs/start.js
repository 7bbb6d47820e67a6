"use strict";

window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // Nothing leaves this page but the requests that its reader sends.
  validatorUrl: null,
  persistAuthorization: false,
});
