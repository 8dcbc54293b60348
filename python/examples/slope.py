"""The slope of a surface on a grid of degrees, by numpy."""
import numpy

# mean radius of the earth in metres
RADIUS = 6371008.8


def slope(height, lower, params):
    """How steep the height is, in metres a kilometre.

    Axis 0 is latitude, axis 1 longitude.  `lower` are the coordinates of the
    first cell; params: south (degrees of latitude 0) and step (degrees a cell).
    To be run over chunks with a halo of 1, so that differences reach over the
    edges of chunks.
    """
    step = numpy.radians(params["step"]) * RADIUS
    latitude = params["south"] + params["step"] * (lower[0] + numpy.arange(height.shape[0]))
    # a degree of longitude shrinks towards the poles, where it is nothing
    width = step * numpy.maximum(numpy.cos(numpy.radians(latitude)), 1e-3)
    north, east = numpy.gradient(numpy.asarray(height, dtype=float))
    return 1000 * numpy.hypot(north / step, east / width[:, numpy.newaxis])
