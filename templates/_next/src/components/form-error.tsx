type FormErrorProps = { id?: string; message: string | undefined };

/** An error of the whole form. Screen readers announce it when it appears. */
export function FormError({ id, message }: FormErrorProps) {
  if (!message) return null;
  return (
    <p id={id} role="alert" className="rounded-md bg-danger-wash px-4 py-3 text-sm text-danger">
      {message}
    </p>
  );
}
