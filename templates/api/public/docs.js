SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  displayRequestDuration: true,
  // Do not send the document to a third party for validation.
  validatorUrl: null,
});

const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', followScheme);
followScheme();

/** Swagger UI uses its dark colours when this class is set. */
function followScheme() {
  document.documentElement.classList.toggle('dark-mode', dark.matches);
}
