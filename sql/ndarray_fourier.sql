-- ndarray: Fourier transforms

CREATE FUNCTION @extschema@.nd_fft(a @extschema@.ndarray, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_fft(@extschema@.ndarray, text[]) IS 'discrete Fourier transform along the given axes, or all; frequencies begin at 0';

CREATE FUNCTION @extschema@.nd_ifft(a @extschema@.ndarray, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ifft(@extschema@.ndarray, text[]) IS 'inverse of nd_fft; coordinates begin at 0';

CREATE FUNCTION @extschema@.nd_rfft(a @extschema@.ndarray, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_rfft(@extschema@.ndarray, text[]) IS 'nd_fft of real cells; of the last axis only the n / 2 + 1 frequencies that are not negative';

CREATE FUNCTION @extschema@.nd_irfft(a @extschema@.ndarray, length int8 DEFAULT NULL, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_irfft(@extschema@.ndarray, int8, text[]) IS 'inverse of nd_rfft; length of the last axis, by default an even one';

CREATE FUNCTION @extschema@.nd_fftshift(a @extschema@.ndarray, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_fftshift(@extschema@.ndarray, text[]) IS 'the zero frequency to the middle; coordinates become frequencies';

CREATE FUNCTION @extschema@.nd_ifftshift(a @extschema@.ndarray, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ifftshift(@extschema@.ndarray, text[]) IS 'the zero frequency back to the beginning; coordinates begin at 0';
