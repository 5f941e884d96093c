SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  displayRequestDuration: true,
  // No third party is asked whether the document is valid.
  validatorUrl: null,
});

const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', followScheme);
followScheme();

/** Swagger UI has dark colours, and knows them by this class. */
function followScheme() {
  document.documentElement.classList.toggle('dark-mode', dark.matches);
}
