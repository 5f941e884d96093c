export * from '@{{PROJECT_NAME}}/domain/rule-error';
