process.stdout.write('{{{{ADDON_CONSTANT}}_GREETING}} from {{PROJECT_NAME}}\n');
